"""A drawing of a term: from the facial nucleus to the emotions, all that lies on its way."""

from brain2face.pictures.chain import has_picture
from brain2face.pictures.drawing import picture_of

__all__ = ["has_picture", "picture_of"]

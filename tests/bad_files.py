"""Bad files as bytes, with what is to be said of each; see the tests of bad input."""

from __future__ import annotations

__all__ = ["DAMAGED", "FRAMES", "GOOD", "HEAD", "PARTLY", "TOLD", "frames", "sheet"]

HEAD = "Subject,Filename,OnsetFrame,ApexFrame,OffsetFrame,Action Units,Estimated Emotion"
GOOD = "p1,c1,10,12,20,4+7,anger"
FRAMES = "frame, timestamp, confidence, success, AU01_r, AU12_r, AU12_c"


def sheet(*rows: str, head: str = HEAD) -> bytes:
    return "\n".join([head, *rows, ""]).encode()


def frames(*rows: str) -> bytes:
    first = [f"{at + 1}, {at / 25:g}, 0.98, 1, 0, 2, 1" for at in range(3)]
    return "\n".join([FRAMES, *first, *rows, ""]).encode()


BOMB = "".join(
    f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefg", "bcdefgh", strict=True)
)
OUTSIDE = '<!ENTITY a SYSTEM "file:///etc/hostname">'
DAMAGED: dict[str, tuple[bytes, list[str]]] = {
    "wrong columns": (sheet("p,c,3", head="Person,Movie,Codes"), ["no format", "Action Units"]),
    "empty": (b"", ["is empty"]),
    "blanks only": (b"\xef\xbb\xbf \r\n\t\n", ["is empty"]),
    "only a header": (sheet(), ["holds no face to code", "sheet of CASME II"]),
    "only a header of frames": (FRAMES.encode(), ["holds no face to code", "openface"]),
    "frames without time": (b"frame,AU12_r,AU12_c\n1,0,0\n2,1,1\n", ["--rate"]),
    "a column twice": (
        b"frame,timestamp,AU12_c,AU12_c\n1,0,1,0\n",
        ["line 1", "'AU12_c'", "twice"],
    ),
    "a web page": (b"<!DOCTYPE html>\n<html><body/></html>", ["web page", "CSV"]),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(90), ["picture", "OpenFace"]),
    "a film": (b"\0\0\0\x18ftypmp42" + bytes(90), ["video", "OpenFace"]),
    "bytes": (bytes(range(256)) * 9, ["neither a text nor a workbook", "CSV"]),
    "zeros at once": (f"{HEAD}\0\n{GOOD}\0\n".encode() * 9, ["bytes of zero", "line 1"]),
    "one long line": (b"x" * (1 << 20), ["no format", "begins with 'xxx"]),
    "JSON that breaks off": (
        b'[{"AU01": 0.2, "AU12": 0.7},\n{"AU01": 0.2, "AU1',
        ["line 2", "off"],
    ),
    "JSON that nests": (b'{"AU12": ' + b"[" * 200_000, ["line 1"]),
    "JSON without faces": (b'{"AU12": "12"', ["line 1", "whole copy"]),
    "an XML bomb": (f"<!DOCTYPE z [{BOMB}]><ANNOTATION_DOCUMENT>&h;".encode(), ["document type"]),
    "an XML that reads files": (f"<!DOCTYPE z [{OUTSIDE}]><a>&a;</a>".encode(), ["no format"]),
    "half an ELAN document": (b"<ANNOTATION_DOCUMENT><TIME_ORDER><TIME", ["line 1", "ELAN"]),
    "an ELAN document in no encoding": (
        b'<?xml version="1.0" encoding="UT-8"?><ANNOTATION_DOCUMENT/>',
        ["line 1", "UT-8", "ELAN writes UTF-8"],
    ),
    "an ELAN document in an encoding of two bytes": (
        b'<?xml version="1.0" encoding="gb18030"?><ANNOTATION_DOCUMENT/>',
        ["line 1", "ELAN writes UTF-8"],
    ),
    "a packed file": (b"\x1f\x8b\x08" + bytes(50), ["gzip", "unpack"]),
    "half a workbook": (b"PK\x03\x04" + bytes(99), ["workbook", "whole copy"]),
}
"""Files of which nothing is read, and what must be said."""
PARTLY: dict[str, tuple[bytes, list[str], list[str]]] = {
    "an unreadable score": (
        sheet(GOOD, "p1,c2,1,2,3,soft focus,joy"),
        ["disgust"],
        ["row 3, Action Units", "'soft focus' is free text", "write codes joined by +"],
    ),
    "too many cells": (sheet(GOOD, "p1,c2,1,2,3,4,7,joy"), ["disgust"], ["row 3", "quotes"]),
    "a second header": (sheet(HEAD, GOOD), ["disgust"], ["row 2", "is the header once more"]),
    "a second header of frames": (
        f"{FRAMES}\n".encode() + frames(),
        ["happiness"],
        ["row 2", "is the header once more"],
    ),
    "zeros at the end": (sheet(GOOD) + bytes(300), ["disgust"], ["row 3", "no annotation"]),
    "a quote that stays open": (sheet('p1,"c0,1,2', GOOD), ["disgust"], ["row 2", "quote"]),
    "a frame twice": (
        frames("3, 0.08, 0.98, 1, 0, 2, 1"),
        ["happiness"],
        ["row 5, timestamp", "repeats the time 0.08 s", "take one of the two out"],
    ),
    "frames out of order": (
        frames("2, 0.04, 0.98, 1, 0, 2, 1"),
        ["happiness"],
        ["row 5, timestamp", "goes back to 0.04 s", "sort the rows"],
    ),
    "no number": (frames("4, 0.12, 0.98, 1, 0, x, 1"), ["happiness"], ["row 5, AU12_r", "'x'"]),
    "infinity": (frames("4, inf, 0.98, 1, 0, 2, 1"), ["happiness"], ["row 5, timestamp", "'inf'"]),
    "a time beyond all": (
        frames("4, 1e300, 0.98, 1, 0, 2, 1"),
        ["happiness"],
        ["row 5, timestamp", "gives 1e+300 s"],
    ),
    "beyond the scale": (frames("4, 0.12, 1, 1, 7.5, 2, 1"), ["happiness"], ["AU01_r", "0 to 5"]),
    "JSON that breaks off late": (
        b"["
        + b",\n".join(b'{"timestamp": %d.5, "AU01": 0.9, "AU02": 0.9}' % at for at in range(150))
        + b',\n{"fr',
        ["surprise"],
        ["row 151, the rest of the file: line 151", "whole copy"],
    ),
}
"""Files of which the rest is read: what is coded, and what is said."""
TOLD: dict[str, tuple[bytes, list[str], list[str]]] = {
    "semicolons and decimal commas": (
        b"Subject;Onset_s;Offset_s;AU\np1;0,5;0,75;4+7\np2;1,5;2;6,12\n",
        ["0.50   0.25  macro   4+7", "1.50   0.50  macro   6+12"],
        ["2 faces coded"],
    ),
    "a byte-order mark": (b"\xef\xbb\xbf" + sheet(GOOD), ["p1/c1", "0.05   0.06  micro"], []),
    "UTF-16": (sheet(GOOD).decode().encode("utf-16"), ["p1/c1", "disgust"], []),
    "half a character of UTF-16": (
        sheet(GOOD, "p2,c2,1,2,3,12,joy").decode().encode("utf-16")[:-1],
        ["disgust", "happiness"],
        ["a character that is lost"],
    ),
    "two encodings": (
        sheet("p1,é,1,2,3,12,joy").decode().encode("cp1252") + "p2,片,1,2,3,4,x\n".encode(),
        ["p1/é", "p2/片"],
        ["1 remark"],
    ),
    "carriage returns": (sheet(GOOD, GOOD).replace(b"\n", b"\r"), ["p1/c1 row 3"], ["2 faces"]),
    "an offset before its onset": (
        sheet("p1,c1,20,25,10,4+7,anger"),
        ["disgust"],
        ["row 2, p1/c1", "'10' as OffsetFrame lies before the onset"],
    ),
    "no frame rate": (b"Subject,Onset,Offset,AU\np1,1,9,4\n", ["negative"], ["with --rate"]),
    "no numbers": (
        sheet("p,c,nan,inf,1e400,4,x", "p,d,-5,1e300,1.5,4,x"),
        ["negative"],
        ["'inf' as ApexFrame is no number", "'-5' as OnsetFrame is below 0", "1.5", "too large"],
    ),
    "two columns of one meaning": (
        b"Subject,Filename,AU,AU\np,c,4,12\n",
        ["negative"],
        ["two columns of units: 'AU' is used, 'AU (column 4)' is kept"],
    ),
    "columns without names at the end": (
        sheet(f"{GOOD},,,,,", GOOD, head=f"{HEAD},,,"),
        ["p1/c1 row 3"],
        ["2 faces coded by dong2022: 2 emotion; read as sheet of CASME II"],
    ),
    "milliseconds read as seconds": (
        b"frame,timestamp,AU12_r,AU12_c\n1,0,0,0\n2,40,2,1\n3,80,0,0\n",
        ["happiness"],
        ["40 s from one frame to the next", "'timestamp'", "--rate"],
    ),
    "frames that lie centuries apart": (
        b"frame,timestamp,AU12_r,AU12_c\n1,0,2,1\n2,9e9,2,1\n3,9.5e9,2,1\n",
        ["happiness"],
        ["4.75e+09 s from one frame to the next"],
    ),
    "a thousand frames a second": (
        b"frame,timestamp,AU12_r,AU12_c\n1,0,0,0\n2,.001,2,1\n3,.002,0,0\n",
        ["happiness"],
        ["counts 1000 frames a second", "--rate"],
    ),
    "no sure face": (
        frames().replace(b"0.98", b"0.3"),
        [],
        ["3 of them without a sure face", "--confidence"],
    ),
    "2,183 columns": (
        (",".join([FRAMES.replace(", ", ","), *map("x{}".format, range(2176))])).encode()
        + "".join(f"\n{at + 1},{at / 25},1,1,0,2,1{',0' * 2176}" for at in range(4)).encode(),
        ["f1-f4", "happiness"],
        ["from 4 frames"],
    ),
}
"""Files that are read wholly, and what is said of what is odd in them."""

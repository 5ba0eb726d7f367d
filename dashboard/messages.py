"""The sentences that the codes of reasons stand for, in English: those of both packages."""

from collections.abc import Mapping, Sequence

from gazetteer import messages as gazetteer
from gazetteer.reason import Message, Reason, fill

LANGUAGE = "language"  # the language whose ISO 639 code is its value
LABEL = "label"  # the type of event whose label is its value, in the middle of a sentence
ALL_OF, ONE_OF = "all-of", "one-of"  # its values, as many as there are

_EXTRACTION: dict[str, Message] = {
    # what an event is
    "event.word": "“{0}” tells of {1}.",
    "event.sentence": "No single word says so: the whole sentence reads like {0}.",
    "event.other-types": "The words could also mean {0}.",
    "event.share": "{0} ({1}%)",
    "event.again": (
        "It is told {0} time in this article.",
        "It is told {0} times in this article.",
    ),
    "event.imported": "Imported as it stands in {0}: not read by Dateline.",
    "event.denied": "Denied by {0}.",
    # where it was
    "where.same-sentence": "{0} is named in the same sentence.",
    "where.same-paragraph": "{0} is named earlier in the paragraph.",
    "where.earlier": "{0} is where the story was before.",
    "where.opening": "{0} is named in the opening sentence.",
    "where.dateline": "{0} is where the report was filed.",
    "where.none": "No place is named near it.",
    "where.unknown": "“{0}”, named as its place, is in no gazetteer here.",
    "where.at-odds": "The article is at odds with itself about where: {0}.",
    "where.words": "“{0}”",
    # when it was
    "when.same-sentence": "“{0}” stands in the same sentence.",
    "when.same-paragraph": "“{0}” stands earlier in the paragraph.",
    "when.carried-on": "“{0}” is the date of the event told before.",
    "when.opening": "“{0}” stands in the opening sentences.",
    "when.none": "No date is told.",
    "when.published": "No day is told: about {0}, when the article was published.",
    "when.no-day": "“{0}” names no day.",
    "when.bound": "“{0}” only bounds when it was.",
    "when.unpublished": "“{0}” needs a publication date.",
    # what is doubtful about the reading of an article
    "reading.language": "no language we know for certain: read as {0}",
    "reading.not-read": (
        "written in {0}, which is not read: no place, date or event was looked for"
    ),
    "reading.by-sentence": (
        "written in {0}: places and dates are read; events only when read carefully, "
        "by what whole sentences tell: check them"
    ),
    "reading.long": (
        "more than {0:,} characters: read fast, by its words alone; split it to have each sentence "
        "read carefully"
    ),
    "published.unreadable": "“{0}” is no day like 2023-08-14: read without a publication date",
    "published.unknown": "no publication date: dates such as yesterday or Friday stay open",
    "published.inferred": "no publication date: read as if of {0}, which “{1}” points to",
    "weekday.monday": "Monday",
    "weekday.tuesday": "Tuesday",
    "weekday.wednesday": "Wednesday",
    "weekday.thursday": "Thursday",
    "weekday.friday": "Friday",
    "weekday.saturday": "Saturday",
    "weekday.sunday": "Sunday",
    "published.weekday": "“{0}”: {1} was a {2}",
    "published.day": "“{0}” does not fit the publication date {1}, a {2}: it would fit {3}",
    "published.year": "“{0}” does not fit the publication date {1}: it was that weekday in {2}",
}
_INCIDENTS: dict[str, Message] = {
    "same.day": "on the same day",
    "same.days-apart": ("{0} day apart", "{0} days apart"),
    "same.place": "both at {0}",
    "same.km-apart": "{0} km apart",
    "same.type": "the same kind of event",
    "same.names": "both name {0}",
    "same.killed": "their counts of killed agree",
    "same.killed-not": "their counts of killed differ",
    "same.text": "one text is a copy of the other",
    "same.words": "told in much the same words",
}
# Why a file cannot be read; {0} is the file, or a line or an article in it.
_FILES: dict[str, Message] = {
    "file.missing": "{0}: no such file; check the name",
    "file.forbidden": "{0}: you may not read it; change its permissions, or copy it",
    "file.unreadable": "{0}: it cannot be read as a file ({1}); save the article as one",
    "file.longer": "{0}: more than {1:,.0f} MB; split the file",
    "file.size": "{0}: {1:,.0f} MB is more than {2:,.0f} MB; split the file",
    "file.empty": "{0}: the file is empty (0 bytes); choose the file again",
    "file.blank": "{0}: the file holds only blanks; choose the file again",
    "file.damaged": "{0}: the file is damaged ({1}); save it again, or paste the article's text",
    "file.no-text": "{0}: there is no text in it; paste the article's text instead",
    "file.characters": (
        "{0}: {1:,} characters are more than {2:,}; split the article, or let articles be longer "
        "(DATELINE_MAX_CHARACTERS)"
    ),
    "file.not-text": (
        "{0}: these bytes are not text; save the article as .txt, .docx, .html or .pdf"
    ),
    "file.none": "none",
    "file.rows": "{0}: more than {1:,} rows; split the file",
    "file.lines": "{0}: more than {1:,} lines; split the file",
    "file.articles": "{0}: more than {1:,} articles; split the file",
    "csv.wide": "{0}: more than {1:,} columns; keep those that say something of the articles",
    "csv.columns": "{0}: no column with the text among: {1}; name one text in the first row",
    "csv.row": "{0}: no valid table row ({1}); save it as CSV again",
    "json.syntax": "{0}: no valid JSON at line {1}, column {2}: {3}; correct it there",
    "json.deep": (
        "{0}: this JSON is nested too deep or has numbers too long for an article; "
        "give one object with the key text"
    ),
    "json.object": "{0}: no JSON object; give one with the key text",
    "jsonl.syntax": "{0}: no valid JSON ({1}); correct or delete this line",
    "jsonl.object": '{0}: no JSON object; write {{"text": "..."}}',
    # what was left out of a file that was read, or decided about it
    "rows.no-text": (
        "{0} row of {1} has no text and was left out: {2}",
        "{0} rows of {1} have no text and were left out: {2}",
    ),
    "rows.no-object": (
        "{0} entry of {1} is no object and was left out: entry {2}",
        "{0} entries of {1} are no objects and were left out, the first: entry {2}",
    ),
    "rows.no-column": "{0}: no column “{1}” among: {2}; name one of these",
    "rows.cut": (
        "{0} text in {1} is only its beginning: so it was given out",
        "{0} texts in {1} are only their beginnings: so they were given out",
    ),
    "rows.titles": "{0}: there are titles only; each was read as a text",
    "rows.text-by-content": "{0}: the column “{1}” was taken for the text, by what is in it",
    "rows.published-by-content": "{0}: the column “{1}” was taken for the date, by what is in it",
    "rows.day-first": "{0}: in “{1}” the day comes first, as {2} shows",
    "rows.month-first": "{0}: in “{1}” the month comes first, as {2} shows",
    "rows.order-open": (
        "{0}: whether {2} in “{1}” begins with the day or the month, nothing shows: left open"
    ),
    "xlsx.sheets": (
        "{0}: only sheet “{1}” and those with its columns are read; save as files: {2}"
    ),
    "xlsx.damaged": "{0}: this workbook cannot be read; save it as CSV",
    "feed.damaged": "{0}: this feed is damaged; download it again",
    "feed.opml": "{0}: a list of feeds (OPML) without articles; add the feeds' own files",
    "feed.no-items": "{0}: there is no item in this feed; download it again",
    "pdf.page": "{0}: page {1} is damaged ({2}) and was left out",
    "docx.damaged": (
        "{0}: this Word document is damaged; open it in Word or LibreOffice and save it again"
    ),
    "docx.size": "{0}: unpacks to {1:,.0f} MB; remove pictures or save it as .txt",
    "docx.marks": "{0}: has more than {1:,} marks of its form; save it as .txt",
    "office.password": "{0}: protected by a password; save it without one",
    "office.doc": "{0}: an old Word document (.doc); save it as .docx",
    "office.old": "{0}: an old Office file; save it as .docx, .csv or .pdf",
    "mail.parts": "{0}: more than {1} parts; save the message with the article alone",
    "mail.damaged": "{0}: this message is damaged; save it again, or paste its text",
    "mail.no-text": "{0}: this message has no text of its own; save its attachment and add that",
    "html.size": (
        "{0}: this page has more than {1:.0f} million characters; "
        "select the article and paste its text"
    ),
    "html.tags": (
        "{0}: this page has more than {1:,} elements; select the article and paste its text"
    ),
    "html.damaged": "{0}: this page is damaged; open it in a browser and paste the article’s text",
    "html.no-text": (
        "{0}: this page holds no text (it may be filled in by scripts); "
        "open it in a browser, select the article and paste its text"
    ),
    "pdf.complex": (
        "{0}: page {1} is too complex to read; print the article to a new PDF, or save it as text"
    ),
    "pdf.password": "{0}: protected by a password; save a copy without one",
    "pdf.damaged": "{0}: this PDF is damaged; download it again or print it to a new PDF",
    "pdf.pages": "{0}: more than {1} pages; split the file",
    "pdf.size": (
        "{0}: this PDF holds more than {1:,.0f} MB, packed; print the article to a new PDF"
    ),
    "pdf.scan": (
        "{0}: this PDF is a scan (pictures of pages without text); "
        "run text recognition (OCR) over it, or paste the text"
    ),
    "pdf.fonts": (
        "{0}: the fonts of this PDF do not say which letters they draw; "
        "run text recognition (OCR) over it, or paste the text"
    ),
    # what people drop by mistake
    "file.kind": "{0}: this is {1}",
    "kind.picture": "a picture; run text recognition (OCR) over it, or paste its text",
    "kind.sound": "sound or video; add its transcript",
    "kind.rtf": "in Rich Text Format; save it as .docx",
    "kind.gzip": "a gzip archive; unpack it and add the files",
    "kind.7z": "a 7z archive; unpack it and add the files",
    "kind.rar": "a RAR archive; unpack it and add the files",
    "kind.zip": "a zip archive; unpack it and add the files",
    "kind.postscript": "PostScript; save it as PDF",
    "kind.program": "a program; paste its text instead",
    "kind.database": "a database; export its articles as CSV",
    "kind.presentation": "a presentation; paste its text instead",
    "kind.opendocument": "an OpenDocument file; save it as .docx",
    "kind.e-book": "an e-book; paste its text instead",
}
_FAILURES: dict[str, Message] = {
    "article.failed": (
        "{0}: this article could not be worked through ({1}); please report it with the file"
    ),
    "article.time": (
        "{0}: working through this took more than {1} seconds; split it, or leave out what is no "
        "prose"
    ),
    "article.memory": "{0}: working through this needs more than {1:.1f} GB of memory; split it",
    "article.lost": "{0}: its process died, perhaps for want of memory; try it alone",
    "data.broken": (
        "Dateline’s own data for reading {0} cannot be read ({1}): no article can; "
        "install Dateline anew"
    ),
}
_STORE: dict[str, Message] = {
    "store.at": "{0}: {1}",  # the file, and what is wrong with it
    "store.damaged": (
        "the file is damaged ({0}); put a backup back (python3 -m dashboard restore), or save what "
        "can be read (python3 -m dashboard salvage)"
    ),
    "store.row": (
        "something that is kept there is damaged ({0}); delete the article that cannot be opened "
        "and add it again, or put a backup back (python3 -m dashboard restore)"
    ),
    "store.not-database": (
        "this file is not a database, or its beginning is damaged; put a backup back "
        "(python3 -m dashboard restore), or choose another file"
    ),
    "store.empty": "this file is empty and no store; delete it or choose another file",
    "store.foreign": "this is another program's database; choose another file",
    "store.newer": (
        "it was written by a newer Dateline (store version {0}, this one knows {1}); update "
        "Dateline or choose another file"
    ),
    "store.locked": "another process is writing; try again",
    "store.read-only": (
        "the file may not be written; make the file and its folder writable, or choose another file"
    ),
    "store.full": "there is no space left on the disk; free some space and try again",
    "store.missing": "there is no such file; check the name",
    "store.unreadable": "the file cannot be opened ({0}); check its folder, or choose another file",
    "store.failed": "the database says: {0}; try again, or put a backup back",
    "backup.itself": "this is the store itself; choose another file",
    "backup.foreign": "this is no backup and stays as it is; choose another file",
}
MESSAGES: Mapping[str, Message] = (
    gazetteer.MESSAGES | _EXTRACTION | _INCIDENTS | _FILES | _FAILURES | _STORE
)
JOINTS = {ALL_OF: ", ", ONE_OF: " or "}


def english(reason: Reason) -> str:
    """Say a reason of either package in English."""
    values = [english(v) if isinstance(v, Reason) else v for v in reason.values]
    if reason.code == LABEL:
        return "".join(map(str, values)).lower()
    if reason.code == LANGUAGE:
        return language_names("en", values)
    if reason.code in JOINTS:
        return JOINTS[reason.code].join(map(str, values))
    return fill(MESSAGES.get(reason.code, reason.code), values)


def language_names(reader: str, codes: Sequence[object]) -> str:
    """Name languages in the reader's; a code that CLDR does not know stands for itself."""
    from babel import Locale  # errors are said before anything is installed

    names = Locale(reader).languages
    return ", ".join(str(names.get(str(code), code)) for code in codes)

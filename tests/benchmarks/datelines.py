"""How often a brief is placed where it tells, not where it was filed, by our own templates.

Each of DATELINES of a language stands before one sentence about each of TOWNS, in turns of its
BRIEFS; right is a brief with an event whose events all lie within REACH_KM of the town.
"""

import argparse
from collections.abc import Iterator, Sequence
from datetime import date

from geopy.distance import great_circle

from dashboard.cli.prepare import prepare_gazetteer
from dashboard.extraction.pipeline import extract
from dashboard.model import Document, Reading
from gazetteer.index.index import Index, default_path

REACH_KM = 25.0
PUBLISHED = date(2024, 5, 3)  # a Friday
Town = tuple[str, str, float, float]  # in English, in Arabic, latitude, longitude
TOWNS: Sequence[Town] = (
    ("Idlib", "إدلب", 35.93, 36.63),
    ("Deir ez-Zor", "دير الزور", 35.34, 40.14),
    ("Manbij", "منبج", 36.53, 37.95),
    ("Saraqib", "سراقب", 35.86, 36.81),
    ("Mosul", "الموصل", 36.34, 43.12),
    ("Kirkuk", "كركوك", 35.47, 44.39),
    ("Ramadi", "الرمادي", 33.42, 43.31),
    ("Benghazi", "بنغازي", 32.11, 20.07),
    ("Misrata", "مصراتة", 32.38, 15.09),
    ("Sabha", "سبها", 27.04, 14.43),
    ("Derna", "درنة", 32.77, 22.64),
    ("Taiz", "تعز", 13.58, 44.02),
    ("Aden", "عدن", 12.78, 45.04),
    ("El Fasher", "الفاشر", 13.63, 25.35),
    ("Nyala", "نيالا", 12.05, 24.88),
    ("Kadugli", "كادقلي", 11.01, 29.72),
    ("Jenin", "جنين", 32.46, 35.3),
    ("Nablus", "نابلس", 32.22, 35.25),
    ("Khan Younis", "خان يونس", 31.34, 34.31),
    ("Kharkiv", "خاركيف", 49.98, 36.25),
    ("Kherson", "خيرسون", 46.64, 32.61),
    ("Kandahar", "قندهار", 31.61, 65.71),
    ("Quetta", "كويتا", 30.18, 67.0),
    ("Maiduguri", "مايدوغوري", 11.85, 13.16),
    ("Mogadishu", "مقديشو", 2.04, 45.34),
    ("Goma", "غوما", -1.67, 29.23),
    ("Kismayo", "كيسمايو", -0.36, 42.55),
    ("Gao", "غاو", 16.27, -0.04),
    ("Nabatieh", "النبطية", 33.38, 35.48),
    ("Kassala", "كسلا", 15.45, 36.4),
)
DATELINES = {
    "en": (
        "LONDON, May 2 (Reuters) - ",
        "PARIS (AFP) — ",
        "GENEVA, 2 May 2024 – ",
        "NEW DELHI: ",
        "WASHINGTON — ",
        "CAIRO, May 2 (Xinhua) -- ",
        "BEIRUT (AP) - ",
        "Moscow, Russia, May 2 – ",
        "ANKARA, Turkey (CNN) -- ",
        "SUVA, Fiji, May 2 - ",
    ),
    "ar": (
        "باريس - أ ف ب: ",
        "لندن (رويترز) - ",
        "بيروت - مراسلنا: ",
        "دبي، الإمارات العربية المتحدة (CNN)-- ",
        "القاهرة 2 مايو 2024 (شينخوا) ",
        "جنيف ـ وكالات: ",
        "موسكو - «سبوتنيك»\n",
        "نيويورك (الأمم المتحدة) – ",
        "أنقرة/ 2 أيار/ الأناضول\n",
        "واشنطن – ",
    ),
}
BRIEFS = {
    "en": (
        "Shelling hit {} on Wednesday, killing two people.",
        "Two people were killed in an air strike on {} on Wednesday.",
        "Gunmen attacked a checkpoint in {} late on Wednesday, wounding three guards.",
        "A car bomb exploded at a market in {} on Wednesday, a hospital official said.",
        "Hundreds of people marched in {} on Wednesday against power cuts.",
        "Clashes broke out between rival groups in {} on Wednesday.",
    ),
    "ar": (
        "قُتل شخصان في غارة على {} يوم الأربعاء.",
        "سقطت قذائف على {} الأربعاء وأصيب ثلاثة أشخاص.",
        "هاجم مسلحون حاجزا في {} مساء الأربعاء وأصابوا ثلاثة عناصر.",
        "انفجرت سيارة مفخخة في سوق وسط {} يوم الأربعاء، بحسب مصدر طبي.",
        "تظاهر المئات في {} الأربعاء احتجاجا على انقطاع الكهرباء.",
        "اندلعت اشتباكات بين مجموعتين في {} يوم الأربعاء.",
    ),
}


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the share of briefs placed right, in each language and for each dateline."""
    parser = argparse.ArgumentParser(description="briefs placed where they tell")
    parser.add_argument("--reading", type=Reading, choices=Reading, default=Reading.FAST)
    parser.add_argument("--show", action="store_true", help="list the briefs placed wrong")
    options = parser.parse_args(arguments)
    prepare_gazetteer(default_path())
    with Index(default_path()) as index:
        for language, datelines in DATELINES.items():
            shares = []
            for line in datelines:
                wrong = list(misplaced(index, language, line, options.reading))
                shares.append(1 - len(wrong) / len(TOWNS))
                print(f"{language} {shares[-1]:.3f} {line.strip()}")
                for brief, places in wrong if options.show else ():
                    print(f"    {places}: {brief}")
            print(f"{language} {sum(shares) / len(shares):.3f} of {len(datelines) * len(TOWNS)}")


def misplaced(
    index: Index, language: str, dateline: str, reading: Reading = Reading.FAST
) -> Iterator[tuple[str, list[str]]]:
    """Yield each brief behind a dateline whose events lie elsewhere, and where they lie."""
    briefs = BRIEFS[language]
    for number, (english, arabic, *point) in enumerate(TOWNS):
        town = arabic if language == "ar" else english
        text = dateline + briefs[number % len(briefs)].format(town)
        document = Document(str(number), text, published=PUBLISHED, language=language)
        events = extract(document, index, reading=reading).events
        places = [event.place for event in events if event.mode == "reported"]
        here = [p for p in places if p and great_circle((p.lat, p.lon), point).km <= REACH_KM]
        if not places or len(here) < len(places):
            yield text, [place.name if place else "nowhere" for place in places]


if __name__ == "__main__":
    main()

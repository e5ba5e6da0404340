"""Official keys of German areas (AGS, the first nine digits of the ARS), read, told apart and put in relation.

Keys are text: their leading zeros belong to them. BB Land, R Regierungsbezirk, KK Kreis, GGG Gemeinde. A municipality numbered
000 is its own district (kreisfreie Stadt); Hamburg and Berlin are their own Land as well. Boroughs of Berlin carry the
five digits the Robert Koch-Institut uses, 11001 to 11012.
"""

import re
from enum import StrEnum


class Level(StrEnum):
    NATION = "nation"
    STATE = "state"
    DISTRICT = "district"
    DISTRICT_REGION = "district_region"
    BOROUGH = "borough"
    MUNICIPALITY = "municipality"
    ASSOCIATION = "association"
    REGION = "region"
    FICTIONAL = "fictional"


LEVEL_WORDS = {
    Level.NATION: "Deutschland",
    Level.STATE: "Land",
    Level.DISTRICT: "Kreis oder kreisfreie Stadt",
    Level.DISTRICT_REGION: "Kreisregion",
    Level.BOROUGH: "Stadtbezirk",
    Level.MUNICIPALITY: "Gemeinde",
    Level.ASSOCIATION: "Amt oder Gemeindeverband",
    Level.REGION: "Region ohne amtlichen Schlüssel",
    Level.FICTIONAL: "erfundene Kommune",
}
NATION_KEYS = ("DE", "000DE", "DG", "00", "00000")
CITY_STATES = ("02", "11")
BERLIN = "11000"
BY_LENGTH = {2: Level.STATE, 5: Level.DISTRICT, 8: Level.MUNICIPALITY, 9: Level.ASSOCIATION}


class BadKey(ValueError):
    """Not an official key. The message is a German sentence."""


def read_key(text: str) -> str:
    """The key as it should be: blanks removed, a leading zero put back that a spreadsheet swallowed, an ARS shortened.

    1, 4, 7 or 11 digits can only come from a lost zero, and only below Land 10. Raises BadKey.
    """
    plain = re.sub(r"[\s\u00a0]", "", text)
    if plain.upper() in NATION_KEYS:
        return "DE"
    if re.fullmatch(r"[FR]\d{1,11}", plain):
        return plain
    if not re.fullmatch(r"\d+", plain):
        raise BadKey(f"„{text}“ ist kein amtlicher Schlüssel: Er besteht aus Ziffern.")
    if lost_a_zero(plain):
        plain = "0" + plain
    if len(plain) == 12:
        plain = plain[:5] + plain[9:]
    if len(plain) not in BY_LENGTH:
        raise BadKey(f"„{text}“ hat {len(plain)} Ziffern. Gebraucht werden 2, 5, 8, 9 oder 12.")
    if not 1 <= int(plain[:2]) <= 16:
        raise BadKey(f"„{text}“ beginnt mit {plain[:2]}. Länder haben die Nummern 01 bis 16.")
    return plain


def lost_a_zero(text: str) -> bool:
    return bool(re.fullmatch(r"[1-9]\d*", text.strip())) and len(text.strip()) in (1, 4, 7, 11)


def level_of(key: str) -> Level:
    """The level a well-formed key names."""
    if key == "DE":
        return Level.NATION
    if key[:1] in "FR":
        return Level.FICTIONAL if key[0] == "F" else Level.REGION
    if len(key) == 5 and key[:2] == "11" and key != BERLIN:
        return Level.BOROUGH
    return BY_LENGTH[len(key)]


def district_of(key: str) -> str:
    """The key of the district an area lies in or is; empty for Länder and what has no place."""
    level = level_of(key)
    if level == Level.BOROUGH:
        return BERLIN
    return key[:5] if level in (Level.DISTRICT, Level.MUNICIPALITY, Level.ASSOCIATION) else ""


def same_area(key: str) -> tuple[str, ...]:
    """All keys one and the same area has, its own first: a city as municipality, district and, twice, Land."""
    level = level_of(key)
    digits = key if level == Level.STATE else district_of(key)
    if level == Level.STATE and key in CITY_STATES:
        digits = key + "000"
    is_own_district = (level == Level.MUNICIPALITY and key.endswith("000")) or level in (
        Level.DISTRICT,
        Level.STATE,
    )
    if level not in (Level.STATE, Level.DISTRICT, Level.MUNICIPALITY) or not is_own_district:
        return (key,)
    found = [key]
    if len(digits) == 5:
        found += [digits, digits + "000"]
        if digits[:2] in CITY_STATES and digits.endswith("000"):
            found.append(digits[:2])
    return tuple(dict.fromkeys(found))


def lies_in(key: str) -> str:
    """The district around an area that is not a district itself; empty where there is none."""
    district = district_of(key)
    return "" if not district or district in same_area(key) else district

"""The shape of a language's weapons.toml."""

from gazetteer.languages.schema import Knowledge, Words


class Weapons(Knowledge, frozen=True, kw_only=True):
    """Phrases that name a weapon, by its key; the longest wins, those of `none` name none."""

    none: Words = ()
    drone: Words = ()
    warplane: Words = ()
    helicopter: Words = ()
    barrel_bomb: Words = ()
    artillery: Words = ()
    mortar: Words = ()
    rocket: Words = ()
    rpg: Words = ()
    guided_missile: Words = ()
    cluster_munition: Words = ()
    ied: Words = ()
    vehicle_bomb: Words = ()
    mine: Words = ()
    suicide_belt: Words = ()
    grenade: Words = ()
    chemical: Words = ()
    firearms: Words = ()
    blade: Words = ()
    fire: Words = ()
    tear_gas: Words = ()

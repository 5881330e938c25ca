"""What files say of themselves."""

from sharemap.explore import formats


def test_what_was_chosen_is_said_as_the_address_says_it() -> None:
    assert formats.asked([("by", "region"), ("body", ["north", "south"])]) == "by: region; body: north, south"
    assert formats.asked([]) == ""

"""The days of the week and the months, as English writes them; `calendar` has those of the locale that is set."""

from __future__ import annotations

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November"),
    "December",
)
SHORT_MONTHS = ("Sept", *(name[:3] for name in MONTHS))
#: In small letters, also abbreviated, with their numbers.
NUMBER_OF_MONTH = {name[:length].lower(): i for i, name in enumerate(MONTHS, 1) for length in (len(name), 3)} | {
    "sept": 9
}
FIRST_NAMES = frozenset({"Jan", "April", "May", "June", "August"})  # told from months by what follows
#: Capitalised words that are nobody's names.
CALENDAR = frozenset(
    {*WEEKDAYS, *MONTHS, "Feb", "Aug", "Sept", "Oct", "Nov", "Dec", "Christmas", "Easter", "Ramadan"} - FIRST_NAMES
)

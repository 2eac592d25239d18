"""Telephone numbers as French people write them; a number that does not exist is refused."""

from __future__ import annotations

import re

import phonenumbers
from phonenumbers import shortnumberinfo

# « 08 019 019 11 », « 0 980 980 930 »: a service's own way to group its number is easier to remember.
_GROUPED = re.compile(r"\d{1,4}(?: \d{2,3})+")


class BadPhone(ValueError):
    """The text is not a French telephone number; the message says what to do."""


def french_number(text: str) -> str:
    """Return *text* as « 01 64 79 25 25 », « 3919 » or « 116 006 ».

    Raises:
        BadPhone: no such number can exist in France.
    """
    text = " ".join(text.replace(".", " ").replace("-", " ").split())
    wrong = BadPhone(
        f"« {text} » n'est pas un numéro français. Écrivez 10 chiffres (01 64 79 25 25), "
        "ou un numéro court (17, 3919, 116 006)."
    )
    try:
        parsed = phonenumbers.parse(text, "FR")
    except phonenumbers.NumberParseException as error:
        raise wrong from error
    if parsed.country_code != 33:
        raise wrong
    if phonenumbers.is_valid_number(parsed):
        grouped = _GROUPED.fullmatch(text) and len(re.sub(r"\D", "", text)) == 10
        national = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.NATIONAL)
        return text if grouped else str(national)
    if shortnumberinfo.is_valid_short_number_for_region(parsed, "FR"):
        digits = re.sub(r"\D", "", text)
        return f"{digits[:3]} {digits[3:]}" if len(digits) == 6 else digits
    raise wrong

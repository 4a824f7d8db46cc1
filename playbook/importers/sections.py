"""The sections of NACE Revision 2, which UK SIC 2007 shares: the letters above divisions, with their first division. Pure.

Source: Regulation (EC) No 1893/2006, annex I.
"""

from __future__ import annotations

_SECTIONS = (
    (1, "A", "Agriculture, forestry and fishing"),
    (5, "B", "Mining and quarrying"),
    (10, "C", "Manufacturing"),
    (35, "D", "Electricity, gas, steam and air conditioning supply"),
    (36, "E", "Water supply, sewerage, waste management and remediation"),
    (41, "F", "Construction"),
    (45, "G", "Wholesale and retail trade, repair of motor vehicles and motorcycles"),
    (49, "H", "Transportation and storage"),
    (55, "I", "Accommodation and food services"),
    (58, "J", "Information and communication"),
    (64, "K", "Finance and insurance"),
    (68, "L", "Real estate"),
    (69, "M", "Professional, scientific and technical services"),
    (77, "N", "Administrative and support services"),
    (84, "O", "Public administration and defence, compulsory social security"),
    (85, "P", "Education"),
    (86, "Q", "Human health and social work"),
    (90, "R", "Arts, entertainment and recreation"),
    (94, "S", "Other services"),
    (97, "T", "Households as employers"),
    (99, "U", "Extraterritorial organisations"),
)


def section_of(code: str) -> tuple[str, str]:
    """Letter and readable title of the section that a class or division (two digits and more) belongs to."""
    division = int(code[:2])
    return next((letter, title) for first, letter, title in reversed(_SECTIONS) if first <= division)

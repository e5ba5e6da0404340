"""Numbers as German prose has them."""


def german_number(value: float, decimals: int) -> str:
    """ "1.234,5" with as many decimals as the indicator has."""
    return f"{value:,.{decimals}f}".replace(",", " ").replace(".", ",").replace(" ", ".")

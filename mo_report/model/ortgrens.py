"""How much of a maandloon lies above the ceiling of its cao, over which no ORT is paid."""

from mo_report.engine.expression import Total, either, highest
from mo_report.engine.schema import EIGEN, Block, Key, line
from mo_report.engine.units import EUR_MAAND
from mo_report.model.salaris import Inschaling, Opleidingsmix
from mo_report.model.treden import Ortplafond, Tredeschaal


class Bovenschaal(Block, title="Boven het ORT-plafond", form="berekend", sources=(Inschaling, Ortplafond)):
    parameterset = Key("parameterset")
    niveau = Key("opleidingsniveau")
    cao = Key("cao")
    schaal = Key("schaal")

    boven = line(
        "schaalbedrag boven het plafond",
        EUR_MAAND,
        EIGEN,
        either(Tredeschaal.boven, highest(0, Inschaling.schaalbedrag - Ortplafond.plafond)),
    )
    bijdrage = line("bijdrage aan het niveau", EUR_MAAND, EIGEN, Inschaling.gewicht * boven)


class Bovenniveau(Block, title="Boven het ORT-plafond, per niveau", form="berekend", sources=(Bovenschaal,)):
    parameterset = Key("parameterset")
    niveau = Key("opleidingsniveau")

    boven = line("salaris van het niveau boven het plafond", EUR_MAAND, EIGEN, Total(Bovenschaal.bijdrage))


class Bovenmix(
    Block, title="Boven het ORT-plafond, per product en niveau", form="berekend", sources=(Opleidingsmix, Bovenniveau)
):
    parameterset = Key("parameterset")
    product = Key("product")
    niveau = Key("opleidingsniveau")

    bijdrage = line("bijdrage aan het product", EUR_MAAND, EIGEN, Opleidingsmix.aandeel * Bovenniveau.boven)


class Bovenproduct(Block, title="Boven het ORT-plafond, per product", form="berekend", sources=(Bovenmix,)):
    parameterset = Key("parameterset")
    product = Key("product")

    boven = line("maandloon boven het plafond", EUR_MAAND, EIGEN, Total(Bovenmix.bijdrage))

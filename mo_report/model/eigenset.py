"""A parameterset for one aanbieder, perceel or locatie, in place of the set that counts elsewhere.

What is regional or of one organisation, such as its overhead, makes the price reëel there. The
engine swaps the set in every computed record of such a locatie (see `Block.instead`).
"""

from mo_report.engine.schema import Block, Choice, Key
from mo_report.model.algemeen import NEE, Parameterset, Tariefvariant
from mo_report.model.locatie import Aanbieder, Locatie, Perceel
from mo_report.model.uurtarief import Uurtarief

_EEN = "Vul één van de drie in."


class Eigenset(
    Block,
    title="Eigen sets",
    path="eigen-sets.{parameterset}.{parameter}",
    vraag="eigen-sets",
    owns=True,
    instead="basis",
    unless=(Tariefvariant.eigen_sets.name, NEE),
    intro="Waar een andere set geldt dan de tariefvariant noemt: bij een aanbieder, in een perceel of op een "
    "locatie. Een locatie gaat voor een perceel, een perceel voor een aanbieder. De set van een aanbieder of "
    "een locatie staat alleen in uw overzicht en in de stukken van die aanbieder.",
):
    parameterset = Key("parameterset", hint="De set die hier geldt; elke set komt één keer voor.", among=Parameterset)
    basis = Choice("in plaats van", hint="De set die elders geldt.", among=Parameterset)
    aanbieder = Choice(
        "aanbieder", hint=f"Voor alle locaties van deze aanbieder. {_EEN}", optional=True, among=Aanbieder
    )
    perceel = Choice("perceel", hint=f"Voor alle locaties in dit perceel. {_EEN}", optional=True, among=Perceel)
    locatie = Choice("locatie", hint=f"Alleen voor deze locatie. {_EEN}", optional=True, among=Locatie)


#: Where a set may count; the last one that fits goes first.
PLAATSEN = (Eigenset.aanbieder, Eigenset.perceel, Eigenset.locatie)
#: The uurtarief that would count without a set of its own; there where somebody has one.
ELDERS = Uurtarief.uurtarief.at(parameterset=Eigenset.basis.name)

"""The gemeente beside other gemeenten."""

from __future__ import annotations

from mo_report.model import Benchmark
from mo_report.verhaal.keuze import blokken_op_blad
from mo_report.verhaal.vorm import Blad, Gewicht, Hoofdstuk, Rol

BENCHMARK = Hoofdstuk(
    vraag="Hoe staat de gemeente naast andere gemeenten?",
    volgorde=190,
    gewicht=Gewicht.BIJLAGE,
    sleutel="benchmark",
    kern=(Benchmark,),
    blokken=(Benchmark,),
    bladen=(
        Blad(
            "Benchmark",
            "De gemeente naast andere gemeenten. Plaats 1 is het hoogst.",
            Rol.UITVOER,
            lambda resultaat: blokken_op_blad(resultaat, Benchmark),
            plaats=17,
            thuis=(Benchmark,),
            bevries="B4",
        ),
    ),
)

"""What a worker needs, loaded once in the process that workers are forked from."""

import gc

import mo_report.antwoorden.maken
import mo_report.bijlage.bijlagen
import mo_report.bijlage.proef
import mo_report.invoer
import mo_report.uitvoer.schrijven
import mo_report.uitvoer.vergelijken
import mo_report.web.werkvloer
import mo_report.werkboek.boeken
import mo_report.werkboek.invoerboek  # noqa: F401

# It is all there until the end: no worker looks among it for what may go.
gc.freeze()

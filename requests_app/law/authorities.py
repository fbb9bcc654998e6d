"""Every authority that a finding or a letter cites, with what of it was verified and what not.

The facts stand in authorities.yaml beside this module. A detector names an authority by its
constant (`law.FOIA_A3A`); code that has only the key calls `authority(key)`.
"""

import difflib
import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Literal, cast

import yaml

Kind = Literal["statute", "regulation", "case", "guidance"]
VerifiedBy = Literal["read", "cited_in"]

_FILE = Path(__file__).with_name("authorities.yaml")
# The parenthesis that ends a case citation: its court and year, or its year alone.
_COURT_AND_YEAR = re.compile(r" \([^()]*\b\d{4}\)$")


class Open(StrEnum):
    """Why a lawyer must open an authority: its text was not read, its citation or its page was
    not confirmed, or it may no longer be the law."""

    NOTHING_READ = "nothing_read"
    CITATION = "citation"
    PIN = "pin"
    CURRENCY = "currency"


@dataclass(frozen=True, slots=True)
class Authority:
    """A statute, regulation, decision or guidance, and what it stands for in our own words.

    `pin` is the page (or place) of the proposition. `verified` names the source that was read for
    it: None means general knowledge. `pin_verified` is about the page that `pin` names or, where
    there is no pin, the page the proposition stands on. `check` says why a lawyer must open it
    although its citation and page were seen, and `check_of` which of the reasons that is.
    """

    key: str
    kind: Kind
    citation: str
    short_form: str
    proposition: str
    supports: tuple[str, ...]
    pin: str | None = None
    verified: str | None = None
    verified_by: VerifiedBy | None = None
    cite_verified: bool = False
    pin_verified: bool = False
    adverse: bool = False
    note: str | None = None
    corrected: str | None = None
    check: str | None = None
    check_of: str | None = None

    def __post_init__(self) -> None:
        if bool(self.check) != bool(self.check_of):
            raise ValueError(f"{self.key}: a check names its reason in check_of, and no other does")
        if self.check_of:
            Open(self.check_of)

    @property
    def needs_lawyer(self) -> bool:
        """Whether a lawyer must open it before a letter that cites it is signed."""
        return bool(self.unverified_note)

    @property
    def unverified_note(self) -> str:
        """What is not verified, in plain words; empty where nothing is open."""
        return " ".join(text for _, text in self.open_points)

    @property
    def open_points(self) -> tuple[tuple[Open, str], ...]:
        """What is not verified: each reason with its words, in the order of the reasons."""
        found: list[tuple[Open, str]] = []
        if self.verified is None:
            words = "No source was read for it: it is cited from general knowledge."
            found.append((Open.NOTHING_READ, words))
        if not self.cite_verified:
            found.append((Open.CITATION, "The citation was not confirmed."))
        if not self.pin_verified:
            place = f"The cited place ({self.pin}) was not seen."
            found.append((Open.PIN, place if self.pin else "The page of this point was not seen."))
        if self.check and self.check_of:
            found.append((Open(self.check_of), self.check))
        return tuple(found)

    @property
    def cite_text(self) -> str:
        """The citation as a letter prints it; a decision carries its pages before the court."""
        return pinned_citation(self.citation, self.pin) if self.kind == "case" else self.citation


def pinned_citation(citation: str, pin: str | None) -> str:
    """A case citation with its pages: `164 F.3d 20 (D.C. Cir. 1998)` and `28` become
    `164 F.3d 20, 28 (D.C. Cir. 1998)`.

    Remarks in the pin, as in `301 (de novo)`, are not printed. Pages of an unreported decision
    follow `at`. Raises ValueError where the citation does not end in its year.
    """
    pages = _without_parentheses(pin or "")
    if not pages:
        return citation
    ending = _COURT_AND_YEAR.search(citation)
    if ending is None:
        raise ValueError(f"no year at the end of the citation: {citation}")
    joint = ", at " if " WL " in citation else ", "
    return f"{citation[: ending.start()]}{joint}{pages}{ending.group()}"


def _without_parentheses(text: str) -> str:
    """The text outside parentheses, which may be nested."""
    kept, depth = [], 0
    for character in text:
        depth += character == "("
        if depth == 0:
            kept.append(character)
        depth -= character == ")"
    return re.sub(r"\s+(?=,|$)", "", "".join(kept)).strip()


@functools.cache
def _file() -> Mapping[str, Any]:
    with _FILE.open(encoding="utf-8") as stream:
        return cast("Mapping[str, Any]", yaml.safe_load(stream))


@functools.cache
def authorities() -> Mapping[str, Authority]:
    """All authorities by key, in the order of the file.

    Raises ValueError where a key stands twice, or an entry lacks a field or has an unknown one.
    """
    known: dict[str, Authority] = {}
    for entry in _file()["authorities"]:
        if entry["key"] in known:
            raise ValueError(f"{_FILE.name}: the key {entry['key']} stands twice")
        try:
            known[entry["key"]] = Authority(**{**entry, "supports": tuple(entry["supports"])})
        except TypeError as error:
            raise ValueError(f"{_FILE.name}, {entry['key']}: {error}") from error
    return known


def authority(key: str) -> Authority:
    """The authority of that key. Raises KeyError naming the nearest keys where there is none."""
    known = authorities()
    if key in known:
        return known[key]
    folded = {name.casefold(): name for name in known}
    near = difflib.get_close_matches(key.casefold(), folded, n=3)
    hint = ": did you mean " + ", ".join(folded[name] for name in near) + "?" if near else ""
    raise KeyError(f"no authority {key!r}{hint}")


def gap_kinds() -> Mapping[str, tuple[str, ...]]:
    """The law notes' words for kinds of gap, with the detectors that find each."""
    return {kind: tuple(names) for kind, names in _file()["gap_kinds"].items()}


def supporting(detector: str) -> tuple[Authority, ...]:
    """The authorities listed for a detector, adverse ones included, in the order of the file."""
    return tuple(each for each in authorities().values() if detector in each.supports)


def as_of() -> str:
    """The day of the law notes from which the authorities were taken."""
    return str(_file()["as_of"])


# The statute
FOIA_A3A = authority("foia_a3A")
FOIA_A3CD = authority("foia_a3CD")
FOIA_A4AIII = authority("foia_a4Aiii")
FOIA_A4AVIII = authority("foia_a4Aviii")
FOIA_A4B = authority("foia_a4B")
FOIA_A6AI = authority("foia_a6Ai")
FOIA_A6AII = authority("foia_a6Aii")
FOIA_A6A_CLOCK = authority("foia_a6A_clock")
FOIA_A6A_TOLL = authority("foia_a6A_toll")
FOIA_A6B = authority("foia_a6B")
FOIA_A6CI = authority("foia_a6Ci")
FOIA_A6D = authority("foia_a6D")
FOIA_A6E = authority("foia_a6E")
FOIA_A6F = authority("foia_a6F")
FOIA_A7 = authority("foia_a7")
FOIA_A8A = authority("foia_a8A")
FOIA_B4 = authority("foia_b4")
FOIA_B5 = authority("foia_b5")
FOIA_B6 = authority("foia_b6")
FOIA_B7 = authority("foia_b7")
FOIA_B7E = authority("foia_b7E")
FOIA_B_FLUSH = authority("foia_b_flush")
FOIA_C = authority("foia_c")
FOIA_F2 = authority("foia_f2")
FOIA_H3 = authority("foia_h3")
USC5_6103 = authority("usc5_6103")
USC28_2401A = authority("usc28_2401a")
USC44_2911 = authority("usc44_2911")
USC44_3106 = authority("usc44_3106")

# Regulations
DHS_5_1B = authority("dhs_5_1b")
DHS_5_3B = authority("dhs_5_3b")
DHS_5_3C = authority("dhs_5_3c")
DHS_5_4A = authority("dhs_5_4a")
DHS_5_4C = authority("dhs_5_4c")
DHS_5_4DF = authority("dhs_5_4df")
DHS_5_5A = authority("dhs_5_5a")
DHS_5_5C = authority("dhs_5_5c")
DHS_5_5E = authority("dhs_5_5e")
DHS_5_6B = authority("dhs_5_6b")
DHS_5_6D = authority("dhs_5_6d")
DHS_5_6E = authority("dhs_5_6e")
DHS_5_6E_VOLUME = authority("dhs_5_6e_volume")
DHS_5_6E_NOTICE = authority("dhs_5_6e_notice")
DHS_5_6F = authority("dhs_5_6f")
DHS_5_7 = authority("dhs_5_7")
DHS_5_8A = authority("dhs_5_8a")
DHS_5_8D = authority("dhs_5_8d")
DHS_5_9 = authority("dhs_5_9")
DHS_5_11K = authority("dhs_5_11k")
DOJ_16_8 = authority("doj_16_8")
STATE_171_15 = authority("state_171_15")
DOD_286_11 = authority("dod_286_11")
HHS_5_61 = authority("hhs_5_61")
EPA_2_108 = authority("epa_2_108")
DOI_2_16 = authority("doi_2_16")
DOI_2_58 = authority("doi_2_58")
CIA_1900_42 = authority("cia_1900_42")

# Decisions
CREW_V_FEC = authority("crew_v_fec")
OGLESBY_EXHAUSTION = authority("oglesby_exhaustion")
OGLESBY_SEARCH = authority("oglesby_search")
WEISBERG_705 = authority("weisberg_705")
TRUITT = authority("truitt")
VALENCIA_LUCENA = authority("valencia_lucena")
CAMPBELL = authority("campbell")
NATION_MAGAZINE = authority("nation_magazine")
MORLEY = authority("morley")
WALLICK = authority("wallick")
OCA_V_ICE = authority("oca_v_ice")
IDP_V_ICE = authority("idp_v_ice")
AIC_V_DHS = authority("aic_v_dhs")
AM_OVERSIGHT_GSA_486 = authority("am_oversight_gsa_486")
AM_OVERSIGHT_GSA_2419 = authority("am_oversight_gsa_2419")
CREW_V_GSA = authority("crew_v_gsa")
COFFEY = authority("coffey")
AM_OVERSIGHT_HHS_380 = authority("am_oversight_hhs_380")
AM_OVERSIGHT_DOJ_401 = authority("am_oversight_doj_401")
CEI_V_OSTP = authority("cei_v_ostp")
PUBLIC_CITIZEN_STATE = authority("public_citizen_state")
MCGEHEE = authority("mcgehee")
HALL_V_CIA = authority("hall_v_cia")
AILA_V_EOIR = authority("aila_v_eoir")
MEAD_DATA = authority("mead_data")
TRANS_PACIFIC = authority("trans_pacific")
SUSSMAN = authority("sussman")
KLAMATH = authority("klamath")
AM_OVERSIGHT_HHS_DC = authority("am_oversight_hhs_dc")
PEER_V_IBWC = authority("peer_v_ibwc")
ARGUS_LEADER = authority("argus_leader")
SEIFE = authority("seife")
RCFP_V_FBI = authority("rcfp_v_fbi")
LEOPOLD_94 = authority("leopold_94")
MACHADO = authority("machado")
CREW_V_DOJ_746 = authority("crew_v_doj_746")
FCC_V_ATT = authority("fcc_v_att")
EFF_V_ODNI = authority("eff_v_odni")
PFAW_V_NPS = authority("pfaw_v_nps")
REPORTERS_COMM_489 = authority("reporters_comm_489")
FAVISH = authority("favish")
BLACKWELL = authority("blackwell")
MILNER = authority("milner")
WOLF = authority("wolf")
ACLU_V_CIA = authority("aclu_v_cia")
JUDICIAL_WATCH_DHS = authority("judicial_watch_dhs")
KHINE = authority("khine")
HIDALGO = authority("hidalgo")
WILBUR = authority("wilbur")
SPANNAUS = authority("spannaus")
SAFECARD = authority("safecard")
ITURRALDE = authority("iturralde")
LACEDRA = authority("lacedra")
AL_FAYED = authority("al_fayed")
KING_V_DOJ = authority("king_v_doj")
FITZGIBBON = authority("fitzgibbon")

# Guidance and orders
EO_11582 = authority("eo_11582")
OIP_FORESEEABLE_HARM = authority("oip_foreseeable_harm")
OIP_RECORD = authority("oip_record")
OIP_EX4 = authority("oip_ex4")
RCFP_APPEALS = authority("rcfp_appeals")
DOJ_FOIA_GUIDE = authority("doj_foia_guide")
OGIS_APPEAL_BLOG = authority("ogis_appeal_blog")

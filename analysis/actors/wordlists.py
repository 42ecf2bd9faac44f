"""The lists of ``data/small_words.yaml`` that several modules read, each under its name there.

A list that one module alone reads is loaded where it is read.
"""

from __future__ import annotations

from analysis.actors.names import small_words

BELOW_STATES = small_words("below_states")
BODIES_AT_HOME = small_words("bodies_at_home")
BODIES_OF_MEMBERS = small_words("bodies_of_members")
BODIES_OF_TOWNS = small_words("bodies_of_towns")
ENDS_OF_HEAD = small_words("ends_of_head")
ENDS_OF_PLACES = small_words("ends_of_places")
FILLERS = small_words("fillers")
KINDS_OF_BODIES_ALONE = small_words("kinds_of_bodies_alone")
LOCATIVE = small_words("locative")
NAME_PARTICLES = small_words("name_particles")
NAMED_AFTER_PLACES = small_words("named_after_places")
NEIGHBOURING = small_words("neighbouring")
OF_EXPERTS = small_words("of_experts")
OF_OTHER_PARTIES = small_words("of_other_parties")
OF_PARTIES = small_words("of_parties")
OF_REGIONS = small_words("of_regions")
OFFICES_ABROAD = small_words("offices_abroad")
OFFICES_FOR_PERSONS = small_words("offices_for_persons")
OFFICES_OF_ORGANISATIONS_ALONE = small_words("offices_of_organisations_alone")
PORTFOLIOS = small_words("portfolios")
POSSESSIVES = small_words("possessives")
PRICED = small_words("priced")
REACTING = small_words("reacting")
REGIONS = small_words("regions")
WORLD_SEATS = small_words("seats_of_world_bodies")
WINGS = small_words("wings")

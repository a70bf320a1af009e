"""The rooms of the API, each described in a module of its own, in one."""

from __future__ import annotations

from typing import Final

from parkmap.web.openapi_assembling import ASSEMBLING_PATHS, ASSEMBLING_SCHEMAS
from parkmap.web.openapi_campaigns import CAMPAIGN_PATHS, CAMPAIGN_SCHEMAS
from parkmap.web.openapi_cases import CASE_PATHS, CASE_SCHEMAS
from parkmap.web.openapi_chains import CHAIN_PATHS, CHAIN_SCHEMAS
from parkmap.web.openapi_enquiries import ENQUIRY_PATHS, ENQUIRY_SCHEMAS
from parkmap.web.openapi_enterprises import ENTERPRISE_PATHS, ENTERPRISE_SCHEMAS
from parkmap.web.openapi_files import FILE_PATHS, FILE_SCHEMAS
from parkmap.web.openapi_imports import IMPORT_PATHS, IMPORT_SCHEMAS
from parkmap.web.openapi_indicators import INDICATOR_PATHS, INDICATOR_SCHEMAS
from parkmap.web.openapi_keeping import KEEPING_PATHS, KEEPING_SCHEMAS
from parkmap.web.openapi_ledger import LEDGER_PATHS, LEDGER_SCHEMAS
from parkmap.web.openapi_measures import MEASURE_PATHS, MEASURE_SCHEMAS
from parkmap.web.openapi_papers import PAPER_PATHS, PAPER_SCHEMAS
from parkmap.web.openapi_parts import Schema
from parkmap.web.openapi_plants import PLANT_PATHS, PLANT_SCHEMAS
from parkmap.web.openapi_previews import PREVIEW_PATHS, PREVIEW_SCHEMAS
from parkmap.web.openapi_prints import PRINT_PATHS
from parkmap.web.openapi_projects import PROJECT_PATHS, PROJECT_SCHEMAS
from parkmap.web.openapi_queue import QUEUE_PATHS, QUEUE_SCHEMAS
from parkmap.web.openapi_registers import REGISTER_PATHS, REGISTER_SCHEMAS
from parkmap.web.openapi_reports import REPORT_PATHS, REPORT_SCHEMAS
from parkmap.web.openapi_review import REVIEW_PATHS, REVIEW_SCHEMAS
from parkmap.web.openapi_search import SEARCH_PATHS, SEARCH_SCHEMAS
from parkmap.web.openapi_structure import STRUCTURE_PATHS, STRUCTURE_SCHEMAS
from parkmap.web.openapi_table import TABLE_PATHS, TABLE_SCHEMAS
from parkmap.web.openapi_telling import TELLING_PATHS, TELLING_SCHEMAS
from parkmap.web.openapi_timeline import TIMELINE_PATHS, TIMELINE_SCHEMAS
from parkmap.web.openapi_wall import WALL_PATHS, WALL_SCHEMAS
from parkmap.web.openapi_writes import WRITE_PATHS, WRITE_SCHEMAS

ROOM_PATHS: Final[Schema] = {
    **ASSEMBLING_PATHS,
    **CAMPAIGN_PATHS,
    **CASE_PATHS,
    **CHAIN_PATHS,
    **ENQUIRY_PATHS,
    **ENTERPRISE_PATHS,
    **PROJECT_PATHS,
    **FILE_PATHS,
    **IMPORT_PATHS,
    **INDICATOR_PATHS,
    **KEEPING_PATHS,
    **LEDGER_PATHS,
    **MEASURE_PATHS,
    **PAPER_PATHS,
    **PLANT_PATHS,
    **PREVIEW_PATHS,
    **PRINT_PATHS,
    **QUEUE_PATHS,
    **REGISTER_PATHS,
    **REPORT_PATHS,
    **REVIEW_PATHS,
    **SEARCH_PATHS,
    **STRUCTURE_PATHS,
    **TABLE_PATHS,
    **TELLING_PATHS,
    **TIMELINE_PATHS,
    **WALL_PATHS,
    **WRITE_PATHS,
}
ROOM_SCHEMAS: Final[Schema] = {
    **ASSEMBLING_SCHEMAS,
    **CAMPAIGN_SCHEMAS,
    **CASE_SCHEMAS,
    **CHAIN_SCHEMAS,
    **ENQUIRY_SCHEMAS,
    **ENTERPRISE_SCHEMAS,
    **PROJECT_SCHEMAS,
    **FILE_SCHEMAS,
    **IMPORT_SCHEMAS,
    **INDICATOR_SCHEMAS,
    **KEEPING_SCHEMAS,
    **LEDGER_SCHEMAS,
    **MEASURE_SCHEMAS,
    **PAPER_SCHEMAS,
    **PLANT_SCHEMAS,
    **PREVIEW_SCHEMAS,
    **QUEUE_SCHEMAS,
    **REGISTER_SCHEMAS,
    **REPORT_SCHEMAS,
    **REVIEW_SCHEMAS,
    **SEARCH_SCHEMAS,
    **STRUCTURE_SCHEMAS,
    **TABLE_SCHEMAS,
    **TELLING_SCHEMAS,
    **TIMELINE_SCHEMAS,
    **WALL_SCHEMAS,
    **WRITE_SCHEMAS,
}

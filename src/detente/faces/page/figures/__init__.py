"""Figures as pure functions: plain numbers in, deterministic SVG text out, no plotting library."""

from detente.faces.page.figures.bars import bars_figure as bars_figure
from detente.faces.page.figures.calibration import CalibrationPanel as CalibrationPanel
from detente.faces.page.figures.calibration import CalibrationPoint as CalibrationPoint
from detente.faces.page.figures.calibration import calibration_panels as calibration_panels
from detente.faces.page.figures.data import Edge as Edge
from detente.faces.page.figures.data import EffectRow as EffectRow
from detente.faces.page.figures.data import Fan as Fan
from detente.faces.page.figures.data import FanPanel as FanPanel
from detente.faces.page.figures.data import Node as Node
from detente.faces.page.figures.data import ShareRow as ShareRow
from detente.faces.page.figures.data import SurvivalPanel as SurvivalPanel
from detente.faces.page.figures.data import TimeAxis as TimeAxis
from detente.faces.page.figures.data import WorldFan as WorldFan
from detente.faces.page.figures.difference import difference_figure as difference_figure
from detente.faces.page.figures.difference import difference_panels as difference_panels
from detente.faces.page.figures.effect import effect_figure as effect_figure
from detente.faces.page.figures.fan import fan_figure as fan_figure
from detente.faces.page.figures.graph import graph_figure as graph_figure
from detente.faces.page.figures.survival import survival_figure as survival_figure
from detente.faces.page.figures.survival import survival_panels as survival_panels

"""The one door: routing, token check, limits, the merged API document. It knows no rule of the business."""

__version__ = "0.1.0"

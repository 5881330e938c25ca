"""Sharemap: the open register, survey and map of the services that councils share."""

__version__ = "0.1.0"

"""Drafts a news release from an edition's figures and leaves out what they cannot carry. Values in, values out."""

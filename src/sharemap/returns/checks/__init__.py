"""What an answer must fulfil, whether it came by form or by workbook: one rule, one file, one sentence."""

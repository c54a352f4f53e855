"""`make import-docx`: a Word file that somebody sent becomes a draft."""

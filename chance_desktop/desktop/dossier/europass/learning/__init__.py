"""« Ce que j’ai appris »: experiences told and what they give to the documents."""

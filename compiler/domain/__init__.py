"""The nouns of performance reporting: origins, periods, references, values, targets, ratings, risks, records."""

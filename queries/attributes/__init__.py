"""Questions for what tables state of things beside their ties: 某园区的产值, the largest park.

A head that tables print is known by its own words, by the nouns in it and by what else is said
for these (``queries/lexicon/heads.csv``). A question is read so only where a thing or a type and
a head take up all that it says; where two heads fit, both are told with their names.
"""

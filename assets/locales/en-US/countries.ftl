### English: the countries that the catalogue has rules for.

country-CA = Canada
country-DE = Germany
country-GB = United Kingdom
country-PL = Poland
country-PT = Portugal
country-US = United States

### English: the countries that the catalog has rules for.

country-CA = Canada
country-DE = Germany
country-GB = United Kingdom
country-PL = Poland
country-PT = Portugal
country-US = United States

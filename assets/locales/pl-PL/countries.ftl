### Polski: kraje, dla których katalog ma zasady adresowania.

country-CA = Kanada
country-DE = Niemcy
country-GB = Wielka Brytania
country-PL = Polska
country-PT = Portugalia
country-US = Stany Zjednoczone

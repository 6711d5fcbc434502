### Polski: słowa wspólne dla wszystkich ekranów oraz budowa dat i wyliczeń.
###
### Zasady prowadzenia plików i nazywania kluczy: zob. en-US/common.ftl. Dodatkowo po polsku:
### - formy bezosobowe i krótkie („Sprawdź”, „Wybierz”), bez „proszę” i bez „Państwo”;
### - liczebniki zawsze w czterech formach: one, few, many, other (other dotyczy ułamków);
### - zmienne z nazwami (kraj, rola, oferta) są w mianowniku: zdanie trzeba zbudować tak, by nie wymagało odmiany;
### - terminy według słownika projektu (np. „dane do faktury”, „zgłoszenie”, „okres odnawiania”).

app-name = offerdesk

## Daty i wyliczenia

# Odstępy są nierozdzielające: data nigdy nie jest dzielona na końcu wiersza.
date-long = { $day } { $month } { $year }
date-short = { $day } { $month } { $year }
date-month = { $day } { $month }
date-month-year = { $month } { $year }
date-moment = { $day }, { $time } UTC
date-moment-short = { $day }, { $time }

list-and = { $head } i { $last }
list-or = { $head } lub { $last }

month-01 = stycznia
month-02 = lutego
month-03 = marca
month-04 = kwietnia
month-05 = maja
month-06 = czerwca
month-07 = lipca
month-08 = sierpnia
month-09 = września
month-10 = października
month-11 = listopada
month-12 = grudnia

month-01-short = sty
month-02-short = lut
month-03-short = mar
month-04-short = kwi
month-05-short = maj
month-06-short = cze
month-07-short = lip
month-08-short = sie
month-09-short = wrz
month-10-short = paź
month-11-short = lis
month-12-short = gru

month-01-alone = Styczeń
month-02-alone = Luty
month-03-alone = Marzec
month-04-alone = Kwiecień
month-05-alone = Maj
month-06-alone = Czerwiec
month-07-alone = Lipiec
month-08-alone = Sierpień
month-09-alone = Wrzesień
month-10-alone = Październik
month-11-alone = Listopad
month-12-alone = Grudzień

## Liczby dni

days-left = { $count ->
    [one] Został { $count } dzień
    [few] Zostały { $count } dni
    [many] Zostało { $count } dni
   *[other] Zostało { $count } dnia
}
today = dzisiaj

## Przyciski wspólne dla wielu ekranów

button-discard = Usuń
button-keep-editing = Wróć do edycji
button-leave-draft = Wyjdź i zachowaj wersję roboczą
button-next = Dalej
button-retry = Spróbuj ponownie
button-submit = Prześlij
button-update = Aktualizuj
button-yes = Tak

## Krótkie słowa

word-empty = puste
word-loading = Wczytywanie…
still-sending = Trwa zapisywanie. Możesz przejść dalej, gdy się skończy.
word-none = brak
word-optional = opcjonalnie
word-unknown = nieznane

unsaved-title = Wyjść bez zapisywania?
resize-too-small = Okno jest za małe. Powiększ je co najmniej do { $columns } × { $rows }.

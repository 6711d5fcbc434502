### Polski: nowe zgłoszenie do pomocy technicznej, od pierwszych kroków po wysłanie, oraz ścieżka pliku.

## Kroki przy zgłaszaniu ręcznym

request-report-note = Opisz zespołowi pomocy technicznej Centrum partnerskiego, co się stało. Zgłoszenie znajdziesz potem w sekcji Pomoc techniczna.
request-new-note = Opisz problem i dołącz pliki
request-choose-problem = Czego dotyczy zgłoszenie?
request-problem-cancels = Tu można też zgłosić anulowanie subskrypcji

## Formularz

request-about-order-of = Zamówienie { $order } · { $offer }
request-cancel-title = Anulowanie: { $offer }
request-cancel-description = Proszę o anulowanie: { $offer }.
request-what-applies = Przed wysłaniem
request-next = Zespół pomocy technicznej Centrum partnerskiego skontaktuje się z Tobą.
request-next-cancel = Zespół pomocy technicznej Centrum partnerskiego skontaktuje się z Tobą. Do czasu decyzji subskrypcja pozostaje aktywna.
request-sending = Wysyłanie zgłoszenia…
request-draft-restored = Przywrócono wersję roboczą z { $day }.
request-new-draft = Nowe zgłoszenie · czeka wersja robocza
request-draft-reply = Wersja robocza Twojej odpowiedzi czeka na dokończenie.
request-draft-closing = Wersja robocza Twojej notatki do zamknięcia czeka na dokończenie.
request-draft-reopening = Wersja robocza Twojej notatki do ponownego otwarcia czeka na dokończenie.
request-draft-decision = Wersja robocza Twojej notatki do decyzji czeka na dokończenie.
request-draft-kept = Zachowano wersję roboczą.
request-discard-question = Wpisany tutaj tekst i dołączone pliki zostaną usunięte.
request-back-draft-kept = Wstecz, wersja robocza zostaje

## Po wysłaniu

request-sent = Wysłano zgłoszenie.
request-sent-title = Wysłano zgłoszenie
request-sent-found = Znajdziesz je w sekcji Pomoc techniczna, Zgłoszenia w Centrum partnerskim.

## Ścieżka pliku

path-reading = Odczytywanie pliku…

## Na kafelku i przed zakupem

state-ending = Anulowana
offer-ends = Kończy się { $day }
marker-cancellation-requested = Zgłoszono anulowanie ({ $number })
state-cancellation-requested = Zgłoszono anulowanie
marker-request-undecided = Zgłoszenie { $number } czeka na decyzję pomocy technicznej
wizard-withdraws = Zakup wycofuje Twoje zgłoszenie { $number } o anulowanie tej subskrypcji.

## Wiersz po wierszu

plain-go-on = Dalej

### Polski: role i ich uprawnienia.

role-global-admin = Administrator globalny
role-user-management-admin = Administrator zarządzający użytkownikami
role-mpn-partner-admin = Administrator partnera MPN
role-admin-agent = Agent administracyjny
role-support = Pomoc techniczna
role-finance = Finanse
role-auditor = Audytor

permission-view-offers = Wyświetlanie ofert
permission-buy = Zakup i odnawianie
permission-request-cancellation = Składanie wniosku o anulowanie
permission-download-invoices = Pobieranie faktur
permission-edit-legal-profile = Edycja profilu prawnego
permission-manage-users = Zarządzanie użytkownikami i rolami
permission-view-requests = Wgląd we wszystkie zgłoszenia firmy
permission-handle-requests = Obsługa zgłoszeń
permission-authorize-profile = Zatwierdzanie zmian profilu
permission-book-receipts = Księgowanie wpłat
permission-refund = Zwrot pieniędzy
permission-read-everything = Wgląd we wszystkie dane

label-role = Rola
label-roles = Role
roles-none = brak roli na tym koncie

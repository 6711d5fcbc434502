### Polski: role i ich uprawnienia.

role-global-admin = Administrator globalny
role-user-management-admin = Administrator zarządzający użytkownikami
role-mpn-partner-admin = Administrator partnera MPN
role-admin-agent = Agent administracyjny
role-support = Pomoc techniczna
role-finance = Finanse
role-auditor = Audytor

### English: roles and what they may do.

role-global-admin = Global admin
role-user-management-admin = User management admin
role-mpn-partner-admin = MPN partner admin
role-admin-agent = Admin agent
role-support = Support
role-finance = Finance
role-auditor = Auditor

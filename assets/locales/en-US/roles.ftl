### English: roles and what they may do.

role-global-admin = Global admin
role-user-management-admin = User management admin
role-mpn-partner-admin = MPN partner admin
role-admin-agent = Admin agent
role-support = Support
role-finance = Finance
role-auditor = Auditor

permission-view-offers = View offers
permission-buy = Buy and renew
permission-request-cancellation = Ask for cancellation
permission-download-invoices = Download invoices
permission-edit-legal-profile = Edit the legal profile
permission-manage-users = Manage users and roles
permission-view-requests = See all of the company's requests
permission-handle-requests = Answer support requests
permission-authorize-profile = Authorize profile changes
permission-book-receipts = Book money received
permission-refund = Refund
permission-read-everything = Read everything

label-role = Role
label-roles = Roles
roles-none = no role on this account

Your purchase is ready

${mail.termName()} at ${site} is yours. Thank you.

It belongs to this e-mail address. Open this address to sign in and read on any device. It works once, and for 24 hours;
later, ask for a new one on the site.

${link}

Purchase ${mail.purchaseId()}

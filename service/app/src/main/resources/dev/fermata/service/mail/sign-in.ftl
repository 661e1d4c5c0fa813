Sign in to ${site}

Open this address and confirm on the page. It works once, and for fifteen minutes.

${link}

You did not ask for this? Then you need not do anything: without the link nobody gets in.

window.allegro.push(function (allegro) {
  const form = document.getElementById('sign-in');
  const signOut = document.getElementById('sign-out');
  const greeting = document.getElementById('greeting');
  const message = document.getElementById('message');

  function show() {
    const member = allegro.member.sessionFromJwt()?.audience_member;
    const signedIn = allegro.member.isAuthenticated();
    greeting.textContent = signedIn ? 'Hello, ' + (member.name ?? member.email) : 'You are not signed in.';
    form.hidden = signedIn;
    signOut.hidden = !signedIn;
  }

  window.addEventListener('allegro:ready', show);
  window.addEventListener('allegro:authenticated', show);
  window.addEventListener('allegro:logout', show);

  form.addEventListener('submit', async function (event) {
    event.preventDefault();
    try {
      await allegro.member.requestMagicLink(new FormData(form).get('email'));
      message.textContent = 'Look into your mail.';
    } catch (error) {
      // An AllegroApiError: status, and body with the problem document.
      message.textContent = error.status === 429 ? 'Too many tries; wait a minute.' : error.message;
    }
  });

  signOut.addEventListener('click', function () {
    allegro.member.logout();
  });
});

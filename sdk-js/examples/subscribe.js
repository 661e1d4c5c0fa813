const notice = document.getElementById('notice');

document.getElementById('subscribe').addEventListener('click', function () {
  window.allegro.push(function (allegro) {
    allegro.purchase.initiate('term_month');
  });
});
window.addEventListener('allegro:purchase:completed', function (event) {
  notice.textContent = 'You can now read ' + event.detail.entitlement.resource.name + '.';
});
window.addEventListener('allegro:purchase:failed', function (event) {
  notice.textContent = 'That did not work: ' + event.detail.reason;
});

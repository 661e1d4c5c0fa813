const notice = document.getElementById('notice');

window.addEventListener('allegro:content:unlocked', function (event) {
  notice.textContent = 'Enjoy reading ' + event.detail.gate + '.';
});
window.addEventListener('allegro:content:locked', function () {
  notice.textContent = 'Come back soon.';
});

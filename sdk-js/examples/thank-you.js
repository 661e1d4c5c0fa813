window.allegro.push(async function (allegro) {
  const outcome = await allegro.purchase.result();
  const text = document.getElementById('outcome');
  if (outcome === null) {
    text.textContent = 'Nothing was bought on this visit.';
  } else if (outcome.status === 'completed') {
    text.textContent = 'You can now read ' + outcome.entitlement.resource.name + '.';
  } else {
    text.textContent = 'The purchase did not go through: ' + outcome.reason;
  }
});

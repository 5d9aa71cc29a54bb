// Shows the plan of both designers below them whenever it changes.
const price = document.getElementById('price');
for (const designer of document.querySelectorAll('hairline-designer')) {
  designer.addEventListener('change', () => {
    const { cost, sessions } = designer.getEstimate();
    price.textContent = `About ${sessions.value} sessions, ${cost.low} to ${cost.high} ${cost.currency}.`;
  });
}

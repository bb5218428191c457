// Lists the registers that wait on this phone, and goes back to the page when the network returns.
const list = document.getElementById('queue');
const opening = indexedDB.open('school', 1);
opening.onupgradeneeded = () => opening.result.createObjectStore('registers', { keyPath: 'key' });
opening.onsuccess = () => {
  const reading = opening.result.transaction('registers').objectStore('registers').getAll();
  reading.onsuccess = () => {
    for (const one of reading.result) {
      const item = document.createElement('li');
      item.textContent = `◷ ${one.className}: ${one.summary}. Will send when the network returns.`;
      list.append(item);
    }
  };
};
addEventListener('online', () => location.reload());

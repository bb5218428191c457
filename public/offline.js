// Lists the registers that wait on this phone, and goes back to the page when the network returns.
const list = document.getElementById('queue');
const opening = indexedDB.open('school', 1);
opening.onupgradeneeded = () => opening.result.createObjectStore('registers', { keyPath: 'key' });
opening.onsuccess = () => {
  const reading = opening.result.transaction('registers').objectStore('registers').getAll();
  reading.onsuccess = () => {
    for (const one of reading.result) {
      const item = document.createElement('li');
      const next = one.code === 'UNAUTHENTICATED' ? 'Sign in again and it will be sent.' : 'It will be sent when the school’s server answers.';
      item.textContent = `◷ ${one.className}: ${one.summary}. ${next}`;
      list.append(item);
    }
  };
};

// The browser's own "online" can come too early, or never; asking the school is what counts.
const goBack = () => fetch('/api/health/live', { cache: 'no-store' }).then((answer) => answer.ok && location.reload(), () => undefined);
addEventListener('online', goBack);
setInterval(goBack, 3000);

"use strict";
(function () {
  const byId = (id) => document.getElementById(id);
  const rows = new Map();
  const EVENTS_SHOWN = 20;
  const KEY = "callfuse-token";
  let lastId = "";
  let stop = null;

  function say(text, bad) {
    byId("state").textContent = text;
    byId("state").className = bad ? "bad" : "";
  }

  function clock(seconds) {
    const whole = Math.floor(seconds);
    return Math.floor(whole / 60) + ":" + String(whole % 60).padStart(2, "0");
  }

  function makeRow(id) {
    const row = document.createElement("tr");
    for (const name of ["id", "age number", "spoken number", "score number", "emotion", "fuse", "decision", "topic"]) {
      row.appendChild(document.createElement("td")).className = name;
    }
    row.cells[0].textContent = id;
    const bar = row.cells[3].appendChild(document.createElement("span"));
    bar.className = "bar";
    bar.appendChild(document.createElement("span"));
    row.cells[3].appendChild(document.createTextNode(""));
    return row;
  }

  function show(call) {
    let row = rows.get(call.id);
    if (!row) {
      row = makeRow(call.id);
      rows.set(call.id, row);
    }
    row.className = call.fuse === "closed" ? "" : call.fuse === "confirming" ? "confirming" : "tripped";
    row.cells[1].textContent = clock(call.seconds);
    row.cells[2].textContent = call.speechSeconds.toFixed(1) + " s";
    row.cells[3].firstChild.firstChild.style.width = call.score + "%";
    row.cells[3].lastChild.data = call.score.toFixed(1);
    row.cells[4].textContent = call.emotion + (call.emotion === "unknown" ? "" : " " + Math.round(100 * call.confidence) + " %");
    row.cells[5].textContent = call.fuse;
    row.cells[6].textContent = call.reason ? call.reason + (call.route === "none" ? "" : " \u2192 " + call.route) : "";
    row.cells[7].textContent = call.topic;
    row.dataset.score = call.score;
  }

  function sort() {
    const sorted = [...rows.values()].sort((a, b) => b.dataset.score - a.dataset.score);
    sorted.forEach((row, i) => {
      if (byId("calls").rows[i] !== row) {
        byId("calls").insertBefore(row, byId("calls").rows[i] || null);
      }
    });
    byId("none").hidden = rows.size > 0;
  }

  function drop(id) {
    const row = rows.get(id);
    if (row) {
      row.remove();
      rows.delete(id);
    }
  }

  function note(type, data) {
    const facts = Object.entries(data).filter(([name]) => name !== "call").map(([name, value]) => name + " " + value);
    const line = document.createElement("li");
    line.textContent = new Date().toLocaleTimeString() + "  " + (data.call || "") + "  " + type + "  " + facts.join(", ");
    byId("events").prepend(line);
    while (byId("events").children.length > EVENTS_SHOWN) {
      byId("events").lastChild.remove();
    }
  }

  function take(block) {
    let type = "message";
    let data = "";
    for (const line of block.split("\n")) {
      if (line.startsWith("id: ")) lastId = line.slice(4);
      else if (line.startsWith("event: ")) type = line.slice(7);
      else if (line.startsWith("data: ")) data += line.slice(6);
    }
    if (!data) return;
    const facts = JSON.parse(data);
    if (type === "score") show(facts);
    else note(type, facts);
    if (type === "ended") drop(facts.call);
  }

  async function read(token, signal) {
    const headers = { Authorization: "Bearer " + token };
    if (lastId) headers["Last-Event-ID"] = lastId;
    const answer = await fetch("events", { headers, signal });
    if (answer.status === 401) return "this is not the token";
    if (!answer.ok) throw new Error("the engine answers " + answer.status);
    rows.forEach((row) => row.remove());
    rows.clear();
    say("connected");
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    let text = "";
    for (;;) {
      const { value, done } = await reader.read();
      if (done) throw new Error("the engine has ended the stream");
      text += value;
      const blocks = text.split("\n\n");
      text = blocks.pop();
      blocks.forEach(take);
      sort();
    }
  }

  async function connect(token) {
    stop = new AbortController();
    const signal = stop.signal;
    byId("enter").hidden = true;
    byId("leave").hidden = false;
    let waitMs = 500;
    while (!signal.aborted) {
      try {
        const refusal = await read(token, signal);
        leave();
        say(refusal, true);
        return;
      } catch (lost) {
        if (signal.aborted) return;
        say(lost.message + "; trying again", true);
      }
      await new Promise((done) => setTimeout(done, waitMs));
      waitMs = Math.min(2 * waitMs, 10000);
    }
  }

  function leave() {
    sessionStorage.removeItem(KEY);
    if (stop) stop.abort();
    rows.forEach((row) => row.remove());
    rows.clear();
    byId("none").hidden = false;
    byId("enter").hidden = false;
    byId("leave").hidden = true;
    say("not connected");
  }

  byId("enter").addEventListener("submit", (event) => {
    event.preventDefault();
    const token = byId("token").value.trim();
    byId("token").value = "";
    sessionStorage.setItem(KEY, token);
    connect(token);
  });
  byId("leave").addEventListener("click", leave);
  const known = sessionStorage.getItem(KEY);
  if (known) connect(known);
})();

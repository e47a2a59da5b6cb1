// Typing ahead in the search field: the combobox pattern of the ARIA Authoring Practices, list without inline
// completion. The server answers with a list of {label, url, kind, lang}.
class Suggestions {
    constructor(form) {
        this.form = form;
        this.input = form.querySelector("input[type=search]");
        this.options = [];
        this.active = -1;
        this.#add_list();
        this.#listen();
    }

    #add_list() {
        this.list = document.createElement("ul");
        this.list.className = "suggestions";
        this.list.id = `${this.input.id}-suggestions`;
        this.list.setAttribute("role", "listbox");
        this.list.hidden = true;
        this.list.setAttribute("aria-label", this.form.dataset.suggestName ?? this.input.labels[0]?.textContent ?? "");
        this.form.append(this.list);
        for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"],
                                     ["aria-controls", this.list.id], ["autocomplete", "off"]])
            this.input.setAttribute(name, value);
    }

    #listen() {
        this.input.addEventListener("input", () => this.#ask_soon());
        this.input.addEventListener("keydown", event => this.#key(event));
        this.input.addEventListener("blur", () => this.#close());
        // Before the field loses its focus, which would close the list under the pointer.
        this.list.addEventListener("pointerdown", event => event.preventDefault());
        this.list.addEventListener("click", event => {
            const index = this.options.indexOf(event.target.closest(".suggestion"));
            if (index >= 0)
                this.#open(index);
        });
    }

    #ask_soon() {
        clearTimeout(this.timer);
        this.timer = setTimeout(() => this.#ask(), 150);
    }

    async #ask() {
        this.asked?.abort();
        const query = this.input.value.trim();
        if (query.length < 2)
            return this.#close();
        this.asked = new AbortController();
        const address = new URL(this.form.dataset.suggest, location.href);
        address.search = new URLSearchParams({ q: query, lang: document.documentElement.lang });
        try {
            const answer = await fetch(address, { signal: this.asked.signal, headers: { Accept: "application/json" } });
            this.#show(answer.ok ? await answer.json() : []);
        } catch {
            this.#close();
        }
    }

    #show(found) {
        this.found = found.filter(one => new URL(one.url, location.href).origin === location.origin);
        this.options = this.found.map((one, index) => this.#option(one, index));
        this.list.replaceChildren(...this.options);
        this.active = -1;
        this.input.removeAttribute("aria-activedescendant");
        this.#expand(this.options.length > 0 && document.activeElement === this.input);
    }

    #option({ label, kind, lang }, index) {
        const option = document.createElement("li");
        option.className = "suggestion";
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.id = `${this.list.id}-${index}`;
        const name = document.createElement("span");
        name.textContent = label;
        name.lang = lang;
        const side = document.createElement("span");
        side.className = "suggestion-kind";
        side.textContent = lang && lang !== document.documentElement.lang ? `${kind} · ${lang}` : kind;
        option.append(name, " ", side);
        return option;
    }

    #key(event) {
        if (this.list.hidden)
            return;
        const steps = { ArrowDown: 1, ArrowUp: -1 };
        if (event.key in steps)
            this.#move(steps[event.key]);
        else if (event.key === "Enter" && this.active >= 0)
            this.#open(this.active);
        else if (event.key === "Escape")
            this.#close();
        else
            return;
        event.preventDefault();
    }

    // One place more than there are options: the field itself, from which one comes and to which one returns.
    #move(step) {
        const places = this.options.length + 1;
        this.active = (this.active + 1 + step + places) % places - 1;
        this.options.forEach((option, index) => option.setAttribute("aria-selected", index === this.active));
        const option = this.options[this.active];
        option?.scrollIntoView({ block: "nearest" });
        if (option)
            this.input.setAttribute("aria-activedescendant", option.id);
        else
            this.input.removeAttribute("aria-activedescendant");
    }

    #open(index) {
        location.assign(this.found[index].url);
    }

    #expand(open) {
        this.list.hidden = !open;
        this.input.setAttribute("aria-expanded", open);
    }

    #close() {
        clearTimeout(this.timer);
        this.asked?.abort();
        this.active = -1;
        this.input.removeAttribute("aria-activedescendant");
        this.#expand(false);
    }
}

bind("form[data-suggest]", Suggestions);

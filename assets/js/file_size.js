// Says that a file is too large before it is sent: a browser would send all of it first.
class FileSize {
    constructor(input) {
        this.input = input;
        input.addEventListener("change", () => this.#check());
    }

    #check() {
        const max = Number(this.input.dataset.megabytesMax) * 1024 * 1024;
        const is_too_large = [...this.input.files].some(file => file.size > max);
        this.input.setCustomValidity(is_too_large ? this.input.dataset.tooLarge : "");
        this.input.reportValidity();
    }
}

bind("input[data-megabytes-max]", FileSize);

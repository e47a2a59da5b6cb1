// Concatenated first. Each behaviour is a class; it improves the elements that ask for it by a data attribute,
// and the page works without it.
const bind = (selector, Behaviour) => {
    for (const element of document.querySelectorAll(selector))
        new Behaviour(element);
};

#pragma once

#include <string>

namespace passerelle::templates {

/// Where in an address (RFC 3986) the value of an attribute has come to, and what may follow.
class Address {
public:
    /// What an expression has to be, here.
    enum class Expects { WholeAddress, Part };

    /// Takes one character that stands in the template. The answer is what is wrong with it, or empty.
    std::string literal(char);

    /// Takes an expression; `problem` says why there may not be one here.
    Expects expression(std::string& problem);

    /// After two branches: what is known if either may have run.
    void join(Address const& other);

    bool operator==(Address const&) const = default;

private:
    enum class At {
        Start,
        Scheme, ///< letters of our own, a `:` would make them a scheme
        Slash,  ///< one slash; a second would begin a host
        Host,
        AfterWhole, ///< an expression came first; it may be a scheme for all we know
        Rest,       ///< path, query or fragment: nothing can change what kind of address it is
        Unknown     ///< different from branch to branch
    };
    std::string scheme_end();

    At at_ = At::Start;
    std::string scheme_;
    int slashes_ = 0;
};

} // namespace passerelle::templates

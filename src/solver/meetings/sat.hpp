#pragma once

#include "solver/meetings/cnf.hpp"

#include <cstdio>
#include <functional>
#include <memory>
#include <optional>
#include <span>

namespace passerelle::timetable {

enum class Answer { Yes, No, Unknown };

/// One search of CaDiCaL for an assignment. Asked again after `Unknown`, it goes on where it stopped.
class Sat {
public:
    struct Manner {
        std::uint64_t seed = 0;
        enum class Towards { Either, Yes, No } towards = Towards::Either;
        std::FILE* proof = nullptr; ///< gets the clauses learned and dropped, as DRAT text
    };

    Sat(Cnf const&, Manner);
    Sat(Sat const&) = delete;
    ~Sat();

    void add(std::initializer_list<Literal> clause);

    /// What the search tries first wherever it has the choice.
    void prefer(std::span<Literal const> literals);

    /// Stops with `Unknown` after that many conflicts, or soon after `stop` says so.
    Answer solve(std::function<bool()> const& stop, std::optional<int> conflicts = {});
    Answer solve_assuming(std::span<Literal const> assumptions, std::function<bool()> const& stop,
        std::optional<int> conflicts = {});

    bool holds(Literal) const;           ///< after `Yes`
    bool refused(Literal assumed) const; ///< after `No`: the assumption was needed

private:
    struct Engine;
    std::unique_ptr<Engine> engine_;
};

} // namespace passerelle::timetable

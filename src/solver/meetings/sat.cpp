#include "solver/meetings/sat.hpp"

#include <cadical.hpp>

namespace passerelle::timetable {

struct Sat::Engine : CaDiCaL::Terminator {
    bool terminate() override { return stop && (*stop)(); }

    CaDiCaL::Solver solver;
    std::function<bool()> const* stop = nullptr;
};

Sat::Sat(Cnf const& cnf, Manner manner) : engine_(std::make_unique<Engine>())
{
    auto& solver = engine_->solver;
    solver.set("quiet", 1);
    solver.set("seed", static_cast<int>(manner.seed % 2'000'000'000));
    if (manner.towards == Manner::Towards::Yes)
        solver.configure("sat");
    if (manner.towards == Manner::Towards::No)
        solver.configure("unsat");
    if (manner.proof) {
        solver.set("binary", 0);
        solver.trace_proof(manner.proof, "proof");
    }
    solver.reserve(cnf.variables());
    for (auto const literal : cnf.literals())
        solver.add(literal);
}

Sat::~Sat() { engine_->solver.disconnect_terminator(); }

void Sat::add(std::initializer_list<Literal> clause)
{
    for (auto const literal : clause)
        engine_->solver.add(literal);
    engine_->solver.add(0);
}

void Sat::prefer(std::span<Literal const> literals)
{
    for (auto const literal : literals)
        engine_->solver.phase(literal);
}

Answer Sat::solve(std::function<bool()> const& stop, std::optional<int> conflicts)
{
    auto& solver = engine_->solver;
    engine_->stop = &stop;
    solver.connect_terminator(engine_.get());
    if (conflicts)
        solver.limit("conflicts", *conflicts);
    auto const result = solver.solve();
    solver.disconnect_terminator();
    return result == 10 ? Answer::Yes : result == 20 ? Answer::No : Answer::Unknown;
}

Answer Sat::solve_assuming(
    std::span<Literal const> assumptions, std::function<bool()> const& stop, std::optional<int> conflicts)
{
    for (auto const literal : assumptions)
        engine_->solver.assume(literal);
    return solve(stop, conflicts);
}

bool Sat::holds(Literal literal) const
{
    return engine_->solver.val(std::abs(literal)) * (literal > 0 ? 1 : -1) > 0;
}

bool Sat::refused(Literal assumed) const { return engine_->solver.failed(assumed); }

} // namespace passerelle::timetable

# bash completion for passerelle(1)
_passerelle() {
    local word=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]} words
    local verbs='serve demo import schedule search backup restore reindex migrate doctor operator user help'
    case $previous in
        passerelle | help) words="$verbs --version" ;;
        import) words=organisations ;;
        operator) words=add ;;
        user) words='add reset-second-factor disable enable change-address erase' ;;
        --lang) words='fr de en' ;;
        --role) words='administrator manager viewer' ;;
        *)
            case $word in
                -*) words='--data --database --lang --json --operator --dry-run --mapping --report --limit
                    --batch --format --needs --listen --base-url --trust-proxy --organisations --events --seed --role --name
                    --output --time-limit --threads --check --repair --change --trades --proof --formula' ;;
                *) words='' ;;
            esac
            ;;
    esac
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word")
    [ ${#COMPREPLY[@]} -gt 0 ] || mapfile -t COMPREPLY < <(compgen -f -- "$word")
}
complete -o filenames -F _passerelle passerelle

# passerelle_general_words(TARGET): the French-German word list becomes part of TARGET, made from the dictionaries of the
# Debian packages dict-freedict-fra-deu and dict-freedict-deu-fra. Without them it is empty, and search knows the words
# of the thesaurus only.
function(passerelle_general_words target)
  set(dictionaries /usr/share/dictd/freedict-fra-deu /usr/share/dictd/freedict-deu-fra)
  set(files)
  foreach(dictionary ${dictionaries})
    if(EXISTS ${dictionary}.dict.dz)
      list(APPEND files ${dictionary}.dict.dz ${dictionary}.index)
    else()
      message(WARNING "${dictionary} is not installed: search will know no general words")
    endif()
  endforeach()
  set(list ${CMAKE_BINARY_DIR}/general_words/words.txt)
  add_custom_command(
    OUTPUT ${list}
    COMMAND ${CMAKE_COMMAND} -E make_directory ${CMAKE_BINARY_DIR}/general_words
    COMMAND word_list ${dictionaries} ${list}
    DEPENDS word_list ${files}
    COMMENT "Making the list of general words"
    VERBATIM)
  target_sources(${target} PRIVATE ${list})
  passerelle_embed(${target} general_words ${CMAKE_BINARY_DIR}/general_words ${list})
endfunction()
